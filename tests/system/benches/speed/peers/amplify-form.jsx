// Amplify's form for changing a password: three fields, and rules that are judged with each key.
import { AccountSettings } from "@aws-amplify/ui-react";
import { createRoot } from "react-dom/client";

const rule = (message, validator) => ({ validationMode: "onChange", message, validator });
const validators = [
  rule("Password must have at least 12 characters", (text) => text.length >= 12),
  rule("Password must have at most 256 characters", (text) => text.length <= 256),
  rule("Password must have lower case letters", (text) => /[a-z]/.test(text)),
  rule("Password must have upper case letters", (text) => /[A-Z]/.test(text)),
  rule("Password must have numbers", (text) => /[0-9]/.test(text)),
  rule("Password must have special characters", (text) => /[^\p{L}\p{N}]/u.test(text)),
];

/** Shows it. */
export function show() {
  createRoot(document.getElementById("form")).render(<AccountSettings.ChangePassword validators={validators} />);
}
