// Follows a trial without reloading the page, and says when it is over. Without this file there is a link for it.
(async () => {
  const wait = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  while (document.querySelector("#prove [data-running]")) {
    await wait(3);
    try {
      const reply = await fetch(location.href, { credentials: "same-origin", cache: "no-store" });
      const found = new DOMParser().parseFromString(await reply.text(), "text/html").getElementById("prove");
      if (!found) return;
      document.getElementById("prove").replaceWith(found);
      if (!found.querySelector("[data-running]")) document.getElementById("sagt").textContent = found.querySelector("#gang, .trouble")?.textContent ?? "";
    } catch { await wait(10); }
  }
})();
