// Vue 3, with a template that it compiles in the browser.
import { createApp, nextTick, reactive } from "vue/dist/vue.esm-bundler.js";
import { FALLBACK, attributes, config, hear, setsConfig } from "./shared.js";

const state = reactive({ count: 0, isShown: true, order: ["marker", "password"] });

const app = createApp({
  setup: () => ({ FALLBACK, attributes, config, hear, state }),
  template: `
    <main>
      <h1>A page, {{ state.count }}</h1>
      <template v-if="state.isShown">
        <template v-for="part of state.order" :key="part">
          <mailbox-password v-if="part === 'password'" v-bind="attributes" :data-count="state.count"
            .config="config"
            @mailbox-password-changed="hear">{{ FALLBACK }}</mailbox-password>
          <p v-else id="marker">Counted {{ state.count }}</p>
        </template>
      </template>
      <p v-else>Elsewhere</p>
    </main>`,
});
app.config.compilerOptions.isCustomElement = (tag) => tag === "mailbox-password";

const set = (change) => async () => {
  change();
  await nextTick();
};
const show = (isShown) => set(() => (state.isShown = isShown));

window.host = {
  rerender: set(() => (state.count += 1)),
  move: set(() => state.order.reverse()),
  remove: show(false),
  putBack: show(true),
  leave: show(false),
  comeBack: show(true),
};

setsConfig();
app.mount("#root");
