import htmx from "htmx-2/dist/htmx.esm.js";
import { swapping } from "./htmx.js";

swapping(htmx, "htmx:afterSettle");
