// The article page: pointing at a topic lights its evidence, a click keeps it lit; figures and their cards show each other.
// Without this script evidence is tinted and figures are links to their cards all the same.
"use strict";

for (const reading of document.querySelectorAll("[data-reading]")) {
  const topics = [...reading.querySelectorAll("[data-topic]")];
  const evidence = [...reading.querySelectorAll("[data-topics]")];
  let kept = null;

  const light = (code) => {
    reading.classList.toggle("lit", code !== null);
    for (const part of evidence) {
      part.classList.toggle("on", code !== null && part.dataset.topics.split(" ").includes(code));
    }
  };
  const keep = (code) => {
    kept = code;
    for (const topic of topics) {
      topic.setAttribute("aria-pressed", String(topic.dataset.topic === kept));
    }
    light(kept);
  };
  for (const topic of topics) {
    const code = topic.dataset.topic;
    topic.setAttribute("role", "button");
    topic.setAttribute("aria-pressed", "false");
    topic.addEventListener("pointerenter", () => light(code));
    topic.addEventListener("pointerleave", () => light(kept));
    topic.addEventListener("focus", () => light(code));
    topic.addEventListener("blur", () => light(kept));
    topic.addEventListener("click", (event) => {
      event.preventDefault();
      keep(kept === code ? null : code);
      const first = evidence.find((part) => part.classList.contains("on"));
      if (kept !== null && first && !isInView(first)) {
        first.scrollIntoView({ block: "center" });
      }
    });
    topic.addEventListener("keydown", (event) => {
      if (event.key === " " && !event.isComposing) {
        event.preventDefault();
        topic.click();
      }
    });
  }
  reading.addEventListener("keydown", (event) => {
    if (event.key === "Escape") keep(null);
  });

  const figures = new Map();
  const remember = (name, element) => figures.set(name, [...(figures.get(name) ?? []), element]);
  for (const mark of reading.querySelectorAll("[data-figures]")) {
    for (const name of mark.dataset.figures.split(" ")) remember(name, mark);
  }
  for (const card of reading.querySelectorAll("[data-card]")) remember(card.dataset.card, card);
  const show = (name, shown) => (figures.get(name) ?? []).forEach((element) => element.classList.toggle("shown", shown));
  const follow = (element, names) => {
    const over = (shown) => () => names.forEach((name) => show(name, shown));
    element.addEventListener("pointerenter", over(true));
    element.addEventListener("pointerleave", over(false));
    element.addEventListener("focusin", over(true));
    element.addEventListener("focusout", over(false));
  };
  for (const mark of reading.querySelectorAll("[data-figures]")) follow(mark, mark.dataset.figures.split(" "));
  for (const card of reading.querySelectorAll("[data-card]")) follow(card, [card.dataset.card]);
}

function isInView(element) {
  const box = element.getBoundingClientRect();
  return box.top >= 0 && box.bottom <= window.innerHeight;
}
