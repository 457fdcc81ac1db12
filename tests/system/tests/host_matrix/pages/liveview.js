// Phoenix LiveView patches with morphdom, and leaves alone what is in an element with `phx-update="ignore"`.
import morphdom from "morphdom";
import { patching } from "./patching.js";

patching((main, next) =>
  morphdom(main, next, { onBeforeElUpdated: (from) => from.getAttribute("phx-update") !== "ignore" }),
);
