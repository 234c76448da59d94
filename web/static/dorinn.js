// Sends questions without reloading. Everything here also works without this file.
(() => {
  "use strict";
  document.documentElement.classList.add("js");
  const leave = document.querySelector(".leave");
  leave?.addEventListener("click", (event) => {
    event.preventDefault();
    document.body.hidden = true;
    location.replace(leave.href);
  });

  const form = document.getElementById("spor");
  if (!form) return;
  const field = form.elements.question;
  const trouble = document.getElementById("feil");
  const log = document.getElementById("samtale");
  const button = form.querySelector("button.primary");
  const label = button.textContent;
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let busy = false;

  const say = (text) => {
    trouble.textContent = text;
    field.toggleAttribute("aria-invalid", Boolean(text));
  };

  const adopt = (page, own) => {
    let alarm = false;
    for (const id of ["akutt", "tilstand"]) {
      const fresh = page.getElementById(id);
      const old = document.getElementById(id);
      if (!fresh || old.innerHTML.trim() === fresh.innerHTML.trim()) continue;
      alarm ||= id === "akutt";
      old.replaceChildren(...fresh.childNodes);
    }
    const chosen = page.querySelector("#spor select")?.value;
    if (chosen) form.elements.kommune.value = chosen;
    const turn = page.querySelector(".turn");
    say(page.getElementById("feil")?.textContent.trim() ?? "");
    if (!turn) return;
    for (const old of log.querySelectorAll("form.choices")) old.remove();
    log.append(turn);
    document.querySelector("main").classList.add("talking");
    document.querySelector(".hero").hidden = true;
    document.querySelector(".ways")?.remove();
    const again = page.querySelector(".again");
    if (again && !document.querySelector(".again")) form.after(again);
    form.querySelector("label[for=question]").textContent = form.dataset.again;
    field.removeAttribute("placeholder");
    if (own) field.value = "";
    const acute = alarm && document.querySelector("#akutt .acute");
    (acute || turn).scrollIntoView({ behavior: calm.matches ? "auto" : "smooth", block: "start" });
    // On a touch screen the keyboard would hide the answer; elsewhere the field keeps the focus.
    if (matchMedia("(pointer: coarse)").matches) turn.querySelector("h2").focus({ preventScroll: true });
    else field.focus({ preventScroll: true });
  };

  const send = async (body, own) => {
    if (busy) return;
    busy = true;
    say("");
    button.textContent = form.dataset.sending;
    log.setAttribute("aria-busy", "true");
    try {
      const reply = await fetch("/", { method: "POST", body, credentials: "same-origin", cache: "no-store" });
      adopt(new DOMParser().parseFromString(await reply.text(), "text/html"), own);
    } catch {
      say(form.dataset.offline);
    } finally {
      busy = false;
      button.textContent = label;
      log.removeAttribute("aria-busy");
    }
  };

  document.addEventListener("submit", (event) => {
    const sent = event.target;
    if (sent.method !== "post" || sent.matches(".after")) return;
    event.preventDefault();
    const body = new FormData(sent, event.submitter);
    if (!body.get("question")?.trim()) return say(form.dataset.empty);
    if (sent !== form && !body.has("kommune")) body.set("kommune", form.elements.kommune.value);
    send(new URLSearchParams(body), sent === form);
  });

  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && matchMedia("(pointer: fine)").matches) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
})();
