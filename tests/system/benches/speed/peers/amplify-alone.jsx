// Amplify's form alone. Its client is left out as Supabase's is (`no-client.js` stands in its place), and it has no
// style sheet: in use it is slower than here.
import { show } from "./amplify-form.jsx";

show();
