// The quick exit, copying, and questions without reloading. Everything here also works without this file,
// save the exit by Escape, copying and the print button. Listeners stand on the document: the page's parts are
// replaced when an answer comes.
(() => {
  "use strict";
  const page = document;
  page.documentElement.classList.add("js");
  if (window !== window.top) page.documentElement.classList.add("framed");

  // Read aloud: #sagt waits for a pause, #varsel does not.
  const tell = (text, id = "sagt") => {
    const region = page.getElementById(id);
    region.textContent = "";
    setTimeout(() => { region.textContent = text; }, 60);
  };

  // -- leaving -------------------------------------------------------------
  // Pages seen before in this tab stay behind the exit; whoever goes back to one is sent on. A visit anew is let in.
  const mark = (what) => { try { return sessionStorage[what]("forlatt", "1"); } catch { return null; } };
  const leave = () => {
    const address = page.querySelector(".leave").href;
    page.body.hidden = true;
    page.title = "";
    mark("setItem");
    // In a frame the whole page should go; a browser that refuses that lets at least the frame go.
    // On its own page it is asked for once: a second time would abort the first.
    if (window !== window.top) setTimeout(() => window.location.replace(address), 200);
    try { window.top.location.replace(address); } catch { /* refused */ }
  };
  if (performance.getEntriesByType("navigation")[0]?.type === "navigate") mark("removeItem");
  else if (mark("getItem")) leave();
  window.addEventListener("pageshow", (event) => { if (event.persisted && mark("getItem")) leave(); });
  let escaped = 0;
  page.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") { escaped = 0; return; }
    if (event.timeStamp - escaped < 1500 && escaped) leave();
    escaped = event.timeStamp;
  });

  // -- what a press does ---------------------------------------------------
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      tell(page.body.dataset.copied);
      return true;
    } catch {
      tell(page.body.dataset.notCopied, "varsel");
      return false;
    }
  };
  page.addEventListener("click", async (event) => {
    if (event.target.closest(".leave")) {
      event.preventDefault();
      leave();
      return;
    }
    const button = event.target.closest("[data-do]");
    if (button?.dataset.do === "print") window.print();
    if (button?.dataset.do === "copy") {
      const text = button.dataset.text ?? location.origin + location.pathname;
      if (await copy(text)) {
        const said = button.textContent;
        button.textContent = page.body.dataset.copied;
        setTimeout(() => { button.textContent = said; }, 2000);
      }
    }
  });
  window.dorinn = { tell, copy };

  // -- asking --------------------------------------------------------------
  const form = () => page.getElementById("spor");
  if (!form()) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let busy = false;

  const complain = (text) => {
    page.getElementById("feil").textContent = text;
    form().elements.question.toggleAttribute("aria-invalid", Boolean(text));
  };

  // Takes over a fetched page: the earlier turns are kept, everything around them is the new page's.
  const adopt = (fresh, draft) => {
    const turns = fresh.getElementById("samtale");
    const turn = turns?.querySelector(".turn");
    if (!turn) {
      complain(fresh.getElementById("feil")?.textContent.trim() || form().dataset.offline);
      return;
    }
    const known = page.getElementById("akutt")?.innerText;
    for (const old of page.querySelectorAll("#samtale .turn")) {
      for (const part of old.querySelectorAll("form.choices")) part.remove();
      turns.insertBefore(old, turn);
    }
    for (const part of [".skip", ".top", "main", ".foot"]) {
      page.querySelector(part).replaceWith(fresh.querySelector(part));
    }
    page.documentElement.lang = fresh.documentElement.lang;
    page.title = fresh.title;
    form().elements.question.value = draft;
    const alarm = page.getElementById("akutt");
    const news = alarm && alarm.innerText !== known;
    if (news) tell(alarm.innerText, "varsel");
    tell("");  // the search is over; the answer is read where the focus goes
    (news ? alarm : turn).scrollIntoView({ behavior: calm.matches ? "auto" : "smooth", block: "start" });
    (news ? alarm : turn).querySelector("h2").focus({ preventScroll: true });
  };

  const send = async (body, draft) => {
    if (busy) return;
    busy = true;
    complain("");
    const button = form().querySelector("button.primary");
    const label = button.textContent;
    button.textContent = form().dataset.sending;
    tell(form().dataset.sending);
    try {
      const reply = await fetch(form().getAttribute("action"), { method: "POST", body, credentials: "same-origin", cache: "no-store" });
      adopt(new DOMParser().parseFromString(await reply.text(), "text/html"), draft);
    } catch {
      complain(form().dataset.offline);
    } finally {
      busy = false;
      button.textContent = label;
    }
  };

  page.addEventListener("submit", (event) => {
    const sent = event.target;
    if (sent !== form() && !sent.matches("form.choices")) return;
    event.preventDefault();
    const body = new FormData(sent, event.submitter);
    if (!body.get("question")?.trim()) return complain(form().dataset.empty);
    if (sent !== form() && !body.has("kommune")) body.set("kommune", form().elements.kommune.value);
    send(new URLSearchParams(body), sent === form() ? "" : form().elements.question.value);
  });

  page.addEventListener("keydown", (event) => {
    if (event.target.id !== "question" || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    if (!matchMedia("(pointer: fine)").matches) return;
    event.preventDefault();
    form().requestSubmit();
  });
})();
