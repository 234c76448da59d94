// Sends the small forms below an answer without leaving the conversation. They work without this file, too.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("#samtale .after")) return;
  event.preventDefault();
  const button = event.submitter;
  const body = new URLSearchParams(new FormData(form, button));
  if (button) button.disabled = true;
  try {
    const reply = await fetch(form.action, { method: "POST", body, credentials: "same-origin", cache: "no-store" });
    const said = new DOMParser().parseFromString(await reply.text(), "text/html").getElementById("kvittering");
    if (!said) throw new Error(String(reply.status));
    const place = document.createElement("div");
    place.className = "gap";
    place.tabIndex = -1;
    form.replaceWith(place);
    place.append(...said.childNodes);
    place.focus({ preventScroll: true });
    window.dorinn?.tell(place.innerText);
  } catch {
    // The plain way, with the button's own value.
    if (button?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value }));
    form.submit();
  }
});
