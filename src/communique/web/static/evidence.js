// Choosing a deed: its evidence comes into the pane, the address says so, the list stays put.
export function choose(pane) {
  if (!pane) return;
  let from = null; // where focus goes back to
  let turn = 0;

  const mark = (id) => {
    document.querySelectorAll("[data-id]").forEach((item) => {
      const here = item.dataset.id === id;
      item.classList.toggle("chosen", here);
      const link = item.matches("a") ? item : item.querySelector("a.open");
      if (here) link?.setAttribute("aria-current", "true");
      else link?.removeAttribute("aria-current");
    });
    document.body.classList.toggle("with-evidence", Boolean(id));
  };

  const show = async (address, { push = true, focus = true } = {}) => {
    const asked = new URL(address, location.href);
    const id = asked.searchParams.get("chosen") ?? "";
    const mine = ++turn;
    if (push) history.pushState({ chosen: id }, "", asked.pathname + asked.search);
    mark(id);
    pane.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(`/evidence${asked.search}`);
      const page = await answer.text();
      if (mine !== turn) return; // something else was chosen meanwhile
      if (!answer.ok) throw new Error(answer.status);
      pane.innerHTML = page;
    } catch {
      location.reload(); // the page itself says what is wrong
      return;
    }
    pane.removeAttribute("aria-busy");
    if (!id) return;
    pane.scrollTop = 0;
    if (focus) pane.focus({ preventScroll: true });
    if (pane.getBoundingClientRect().top > innerHeight - 80) {
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      pane.scrollIntoView({ behavior: calm ? "auto" : "smooth" });
    }
  };

  const close = () => {
    const asked = new URL(location.href);
    asked.searchParams.delete("chosen");
    asked.hash = "";
    show(asked, { focus: false });
    (from?.isConnected ? from : document.getElementById("results-title"))?.focus();
  };

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target.closest("a");
    if (!link) return;
    if (link.matches("[data-close]")) {
      event.preventDefault();
      close();
    } else if (link.closest("[data-id]") && link.matches(".open, .deed")) {
      event.preventDefault();
      from = link;
      show(link.getAttribute("href"));
    }
  });
  pane.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  addEventListener("popstate", () => {
    const here = new URL(location.href);
    // Only what was chosen differs: the pane follows. Anything else is another page.
    show(here, { push: false, focus: false });
  });
}
