// The notices that are shown without the module: that it is on its way, cannot be loaded, or has stopped.

const paragraph = (text, name) => {
  const made = document.createElement("p");
  made.className = name;
  made.textContent = text;
  return made;
};

/** A notice, with how to reach the administrator unless the module is only on its way. `name`: "loading",
 * "failed", "failed-unknown" or "stopped". */
export const notice = (name, source) => {
  const made = document.createElement("div");
  // The language of the words, which may not be that of the page.
  made.lang = source.wordsLang();
  made.dir = "auto";
  made.setAttribute("data-mailbox-password", name);
  made.setAttribute("role", name === "loading" ? "status" : "alert");
  made.append(paragraph(source.words(name === "loading" ? name : `loader-${name}`), `mbp-plain-${name}`));
  const help = source.value("help");
  if (name !== "loading" && help) made.append(helpLine(help, source));
  return made;
};

const helpLine = (help, source) => {
  const [before, after = ""] = source.words("ask-administrator").split("{help}");
  const line = paragraph(before, "mbp-plain-help");
  if (/^(mailto|tel|https):/i.test(help)) {
    const link = document.createElement("a");
    link.href = help;
    // What was typed is on this page alone.
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    link.textContent = help.replace(/^(mailto|tel):/i, "");
    line.append(link);
  } else {
    line.append(help);
  }
  line.append(after);
  return line;
};
