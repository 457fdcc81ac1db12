// What the React forms of the benchmark share: what they do, and nothing of how they look.
import { useState } from "react";

/** The three values of a password form, what is wrong with them, and a submit that posts them. */
export function usePasswordForm() {
  const [values, setValues] = useState({ current: "", fresh: "", again: "" });
  const [fault, setFault] = useState("");
  const field = (name) => ({
    value: values[name],
    onChange: (event) => setValues({ ...values, [name]: event.target.value }),
  });
  const submit = async (event) => {
    event.preventDefault();
    if (values.fresh !== values.again) {
      setFault("The two new passwords differ.");
      return;
    }
    const body = JSON.stringify({ currentPassword: values.current, newPassword: values.fresh });
    const response = await fetch("/api/password", { method: "POST", body });
    setFault(response.ok ? "" : "The password was not changed.");
  };
  return { values, field, fault, submit };
}
