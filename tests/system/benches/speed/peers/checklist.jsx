// React with react-password-checklist: bare fields, and a list of seven rules that ticks while somebody types.
import { createRoot } from "react-dom/client";
import PasswordChecklist from "react-password-checklist";
import { usePasswordForm } from "./parts.jsx";

function Form() {
  const { values, field, fault, submit } = usePasswordForm();
  return (
    <form onSubmit={submit}>
      <p><label>Current password <input type="password" autoComplete="current-password" {...field("current")} /></label></p>
      <p><label>New password <input type="password" autoComplete="new-password" {...field("fresh")} /></label></p>
      <p><label>Confirm new password <input type="password" autoComplete="new-password" {...field("again")} /></label></p>
      <PasswordChecklist
        rules={["minLength", "maxLength", "capital", "lowercase", "number", "specialChar", "match"]}
        minLength={12}
        maxLength={256}
        value={values.fresh}
        valueAgain={values.again}
      />
      <p role="alert">{fault}</p>
      <button>Change</button>
    </form>
  );
}

createRoot(document.getElementById("form")).render(<Form />);
