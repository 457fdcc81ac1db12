// Angular, with a template that it compiles in the browser.
import "@angular/compiler";
import { ApplicationRef, CUSTOM_ELEMENTS_SCHEMA, Component, provideZonelessChangeDetection, signal } from "@angular/core";
import { bootstrapApplication } from "@angular/platform-browser";
import { FALLBACK, attributes, config, hear, setsConfig } from "./shared.js";

const count = signal(0);
const isShown = signal(true);
const order = signal(["marker", "password"]);

const written = Object.entries(attributes)
  .map(([name, value]) => `${name}="${value}"`)
  .join(" ");

const Page = Component({
  selector: "app-page",
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <main>
      <h1>A page, {{ count() }}</h1>
      @if (isShown()) {
        @for (part of order(); track part) {
          @if (part === "password") {
            <mailbox-password ${written} [attr.data-count]="count()" [config]="config" (mailbox-password-changed)="hear($event)">${FALLBACK}</mailbox-password>
          } @else {
            <p id="marker">Counted {{ count() }}</p>
          }
        }
      } @else {
        <p>Elsewhere</p>
      }
    </main>`,
})(
  class {
    count = count;
    isShown = isShown;
    order = order;
    config = config;
    hear = hear;
  },
);

document.getElementById("root").append(document.createElement("app-page"));
setsConfig();
const app = await bootstrapApplication(Page, { providers: [provideZonelessChangeDetection()] });

const set = (change) => async () => {
  change();
  app.injector.get(ApplicationRef).tick();
};

window.host = {
  rerender: set(() => count.update((before) => before + 1)),
  move: set(() => order.update((before) => before.toReversed())),
  remove: set(() => isShown.set(false)),
  putBack: set(() => isShown.set(true)),
  leave: set(() => isShown.set(false)),
  comeBack: set(() => isShown.set(true)),
};
