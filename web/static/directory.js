// The directory as one types, and by keyboard. Without this file the same form is sent with its button.
(() => {
  "use strict";
  const { tell } = window.dorinn;
  const form = document.getElementById("sok");
  const field = form.elements.q;
  let timer = 0;
  let latest = 0;

  const show = async () => {
    const wanted = new URLSearchParams([...new FormData(form)].filter(([name, value]) => value || name === "kommune"));
    const address = `${form.getAttribute("action")}?${wanted}`;
    const mine = ++latest;
    try {
      const reply = await fetch(address, { credentials: "same-origin" });
      const fresh = new DOMParser().parseFromString(await reply.text(), "text/html");
      const found = fresh.getElementById("treff");
      if (mine !== latest) return;
      if (!found) throw new Error(String(reply.status));  // sent as a page, the trouble is told
      document.getElementById("treff").replaceWith(found);
      document.querySelector(".switch").replaceWith(fresh.querySelector(".switch"));
      history.replaceState(null, "", address);
      tell(found.querySelector(".count")?.firstChild.textContent ?? "");
    } catch {
      form.submit();
    }
  };
  const soon = () => { clearTimeout(timer); timer = setTimeout(show, 200); };
  form.addEventListener("input", soon);
  // Whoever was quicker than this file has already written or chosen something.
  const sent = (part) => [...part.options].find((one) => one.defaultSelected) ?? part.options[0];
  const touched = (part) => part.matches("select") ? part.selectedOptions[0] !== sent(part) : part.value !== part.defaultValue;
  if ([...form.elements].some((part) => part.name && touched(part))) soon();
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(timer); show(); });

  // A key without Ctrl or Alt may be meant for a screen reader or for speech: this one can be switched off.
  const slash = document.getElementById("taster");
  const kept = (value) => { try { return value === undefined ? localStorage.getItem("taster") : localStorage.setItem("taster", value); } catch { return null; } };
  slash.checked = kept() !== "av";
  slash.addEventListener("change", () => kept(slash.checked ? "på" : "av"));

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const writes = event.target.matches("input:not([type=checkbox]), select, textarea");
    if (event.key === "/" && slash.checked && !writes) {
      event.preventDefault();
      field.focus();
      field.select();
      return;
    }
    const links = [...document.querySelectorAll("#treff .hit h3 a")];
    const hit = event.target.closest(".hit");
    const place = hit ? links.findIndex((link) => hit.contains(link)) : event.target === field ? -1 : null;
    if (place === null) return;
    const to = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: links.length - 1 }[event.key];
    if (hit && event.key === "c") hit.querySelector("[data-do=copy]")?.click();
    if (to === undefined || (!hit && event.key !== "ArrowDown")) return;
    event.preventDefault();
    (to < 0 ? field : links[Math.min(to, links.length - 1)])?.focus();
  });
})();
