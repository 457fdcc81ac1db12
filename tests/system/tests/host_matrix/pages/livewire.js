// Livewire patches with Alpine's morph, called with these options, and leaves alone an element with `wire:ignore`.
import Alpine from "alpinejs";
import morph from "@alpinejs/morph";
import { patching } from "./patching.js";

Alpine.plugin(morph);
Alpine.start();

const isElement = (node) => node.nodeType === Node.ELEMENT_NODE;

patching((main, next) =>
  Alpine.morph(main, next.outerHTML, {
    lookahead: false,
    key: (node) => (isElement(node) ? (node.getAttribute("wire:key") ?? node.getAttribute("wire:id") ?? node.id) : undefined),
    updating: (node, _to, _childrenOnly, skip) => {
      if (isElement(node) && node.hasAttribute("wire:ignore")) skip();
    },
  }),
);
