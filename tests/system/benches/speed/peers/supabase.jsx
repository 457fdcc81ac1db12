// Supabase's own form for a new password: one field and a button. Its client is left out; it would be another 100 KB.
import { Auth } from "@supabase/auth-ui-react";
import { ThemeSupa } from "@supabase/auth-ui-shared";
import { createRoot } from "react-dom/client";

const client = {
  auth: {
    onAuthStateChange: () => ({ data: { subscription: { unsubscribe: () => {} } } }),
    updateUser: async (body) => {
      const response = await fetch("/api/password", { method: "POST", body: JSON.stringify(body) });
      return { error: response.ok ? null : { message: "The password was not changed." } };
    },
  },
};

createRoot(document.getElementById("form")).render(
  <Auth supabaseClient={client} view="update_password" appearance={{ theme: ThemeSupa }} />,
);
