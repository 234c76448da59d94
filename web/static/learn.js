// The training without reloads. What was chosen is kept in this browser only, as codes; without this file the page
// carries the codes in its forms instead.
(() => {
  "use strict";
  const page = document;
  const KEY = "dorinn-trening";
  const read = () => { try { return localStorage.getItem(KEY) ?? ""; } catch { return ""; } };
  const keep = (codes) => { try { codes ? localStorage.setItem(KEY, codes) : localStorage.removeItem(KEY); } catch { /* refused */ } };
  const chosen = () => new Map(read().split(" ").filter(Boolean).map((code) => code.split(".")));
  const course = () => page.querySelector("form.course");
  const parsed = (text) => new DOMParser().parseFromString(text, "text/html");
  const post = async (address, values) => {
    const reply = await fetch(address, { method: "POST", body: new URLSearchParams(values), credentials: "same-origin", cache: "no-store" });
    if (!reply.ok && reply.status !== 422) throw new Error(String(reply.status));
    return parsed(await reply.text());
  };

  // Shows on this page how far the reader has come, and leads on to what is not answered yet.
  const show = () => {
    const form = course();
    if (!form) return;
    const answers = chosen();
    const ids = form.dataset.ids.split(" ").filter(Boolean);
    const done = ids.filter((id) => answers.has(id)).length;
    for (const field of page.querySelectorAll("input[name=gjort]")) field.value = read();
    const line = page.getElementById("gang");
    const said = line.dataset.said.replace("{done}", done);
    line.querySelector("progress").value = done;
    if (line.lastElementChild.textContent !== said) line.lastElementChild.textContent = said;
    for (const item of page.querySelectorAll("li[data-id]")) item.querySelector(".done").hidden = !answers.has(item.dataset.id);
    const next = form.querySelector("[data-next]");
    const here = decodeURI(location.pathname).split("/").pop();
    const from = ids.indexOf(here) + 1;
    const open = [...ids.slice(from), ...ids.slice(0, from)].find((id) => !answers.has(id) && id !== here);
    if (next && open) next.setAttribute("formaction", next.getAttribute("formaction").replace(/[^/?]+(?=\?|$)/, open));
    if (next) next.hidden = !open;
    for (const button of page.querySelectorAll("[data-print]")) button.hidden = false;
    for (const link of page.querySelectorAll("[data-restart]")) link.hidden = answers.size === 0;
    const before = answers.get(here);
    const radio = before && page.querySelector(`#valg input[value="${CSS.escape(before)}"]`);
    if (radio && !page.querySelector("#valg :checked")) radio.checked = true;
  };

  const answer = async (form) => {
    const values = new FormData(form);
    const trouble = form.querySelector(".trouble");
    trouble.textContent = "";
    let fresh;
    try {
      fresh = await post(form.getAttribute("action").split("#")[0], values);
    } catch {
      form.submit();
      return;
    }
    trouble.textContent = fresh.querySelector("#valg .trouble").textContent;
    page.getElementById("respons").replaceWith(fresh.getElementById("respons"));
    if (values.has("valg")) keep(fresh.querySelector("input[name=gjort]").value);
    course().querySelector(".onward").replaceWith(fresh.querySelector("form.course .onward"));
    show();
    page.getElementById("dom")?.focus();
  };

  const summarise = async () => {
    const place = page.getElementById("oppsummering");
    if (!place || !read() || course().dataset.codes === read()) return;
    try {
      const fresh = await post(place.dataset.action, { gjort: read() });
      place.replaceWith(fresh.getElementById("oppsummering"));
      show();
    } catch { /* the page stays as it is */ }
  };

  page.addEventListener("submit", (event) => {
    if (event.target.id === "valg") {
      event.preventDefault();
      answer(event.target);
    } else if (event.target.matches("form.course") && !event.submitter?.matches("[data-save]")) {
      event.preventDefault();
      location.href = event.submitter.formAction;
    }
  });
  page.addEventListener("click", (event) => {
    if (event.target.closest("[data-restart]")) keep("");
    if (event.target.closest("[data-print]")) window.print();
  });

  // Codes that came with the page (it was sent without the script) are taken over.
  if (course()?.dataset.codes && !read()) keep(course().dataset.codes);
  show();
  summarise();
  addEventListener("pageshow", (event) => { if (event.persisted) { show(); summarise(); } });
})();
