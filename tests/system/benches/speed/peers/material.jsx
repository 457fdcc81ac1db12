// React with Material UI: three text fields and a button. No rules are shown.
import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import TextField from "@mui/material/TextField";
import { createRoot } from "react-dom/client";
import { usePasswordForm } from "./parts.jsx";

function Form() {
  const { field, fault, submit } = usePasswordForm();
  const common = { type: "password", fullWidth: true, margin: "normal" };
  return (
    <form onSubmit={submit}>
      <TextField label="Current password" autoComplete="current-password" {...common} {...field("current")} />
      <TextField label="New password" autoComplete="new-password" {...common} {...field("fresh")} />
      <TextField label="Confirm new password" autoComplete="new-password" {...common} {...field("again")} />
      {fault && <Alert severity="error">{fault}</Alert>}
      <Button type="submit" variant="contained">Change</Button>
    </form>
  );
}

createRoot(document.getElementById("form")).render(<Form />);
