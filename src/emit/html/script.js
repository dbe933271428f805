"use strict";
// Filters, search and keys. All text is in the page already: nothing is built from it here.
(() => {
  const byId = (id) => document.getElementById(id);
  const root = document.documentElement;
  const theme = byId("theme");
  const isDark = () => root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  const nameTheme = () => { theme.textContent = isDark() ? "light mode" : "dark mode"; };
  theme.hidden = false;
  nameTheme();
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    nameTheme();
  });

  // A rule that a finding leads to opens itself.
  const openTarget = () => {
    const target = byId(decodeURIComponent(location.hash.slice(1)));
    if (target instanceof HTMLDetailsElement) target.open = true;
  };
  addEventListener("hashchange", openTarget);
  openTarget();

  const filters = byId("filters");
  if (!filters) return;
  const search = byId("search");
  const files = [...document.querySelectorAll("section.file")].map((section) => ({
    section,
    findings: [...section.querySelectorAll("article")].map((article) => ({ article, text: null })),
  }));
  const all = files.flatMap((file) => file.findings);

  const apply = () => {
    const severities = new Set(
      [...filters.querySelectorAll("[name=severity]:checked")].map((box) => box.value));
    const [group, rule, file] = ["group", "rule", "file"].map((id) => byId(id).value);
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (finding) => {
      const { severity, group: ofGroup, rule: ofRule } = finding.article.dataset;
      if (!severities.has(severity) || (group && group !== ofGroup) || (rule && rule !== ofRule)) return false;
      if (words.length === 0) return true;
      finding.text ??= finding.article.textContent.toLowerCase();
      return words.every((word) => finding.text.includes(word));
    };
    let shown = 0;
    for (const { section, findings } of files) {
      const isWanted = !file || section.dataset.file === file;
      let some = false;
      for (const finding of findings) {
        const fit = isWanted && fits(finding);
        finding.article.hidden = !fit;
        some ||= fit;
        shown += fit;
      }
      section.hidden = !some;
    }
    byId("none").hidden = shown > 0;
    byId("shown").textContent = `${shown} of ${all.length} shown`;
  };

  filters.addEventListener("input", apply);
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("reset", () => setTimeout(apply));
  apply();

  const step = (by) => {
    const visible = all.map((finding) => finding.article).filter((article) => !article.hidden);
    if (visible.length === 0) return;
    const at = visible.indexOf(document.activeElement?.closest?.("article"));
    const next = at < 0 ? (by > 0 ? 0 : visible.length - 1) : at + by;
    visible[Math.min(Math.max(next, 0), visible.length - 1)].focus();
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && event.target === search) {
      search.value = "";
      apply();
      search.blur();
      return;
    }
    if (event.target.closest("input, select, textarea")) return;
    if (event.key === "/") {
      event.preventDefault();
      search.focus();
    } else if (event.key === "j" || event.key === "k") {
      event.preventDefault();
      step(event.key === "j" ? 1 : -1);
    }
  });
})();
