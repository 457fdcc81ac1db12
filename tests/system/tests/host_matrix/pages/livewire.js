// Livewire patches with Alpine's morph, and leaves alone an element with `wire:ignore`.
import Alpine from "alpinejs";
import morph from "@alpinejs/morph";
import { patching } from "./patching.js";

Alpine.plugin(morph);
Alpine.start();

patching((main, next) =>
  Alpine.morph(main, next.outerHTML, {
    key: (element) => element.id,
    updating: (element, _to, _childrenOnly, skip) => {
      if (element.nodeType === Node.ELEMENT_NODE && element.hasAttribute("wire:ignore")) skip();
    },
  }),
);
