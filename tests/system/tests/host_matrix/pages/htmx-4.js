import htmx from "htmx.org/dist/htmx.esm.js";
import { swapping } from "./htmx.js";

swapping(htmx, "htmx:after:settle");
