// morphdom alone, told of the element by its name.
import morphdom from "morphdom";
import { patching } from "./patching.js";

patching((main, next) => morphdom(main, next, { onBeforeElUpdated: (from) => from.localName !== "mailbox-password" }));
