// What a script can add to pages that need none: copy buttons, the reader's own time, today.
"use strict";
const main = document.getElementById("main");
const words = main.dataset;

for (const address of document.querySelectorAll(".address")) {
  if (!navigator.clipboard) break;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = words.copy;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(address.querySelector("input").value);
    button.textContent = words.copied;
    setTimeout(() => { button.textContent = words.copy; }, 2000);
  });
  address.append(" ", button);
}

const language = document.documentElement.lang;
const clock = new Intl.DateTimeFormat(`${language}-u-nu-latn`, { dateStyle: "medium", timeStyle: "short" });
for (const time of document.querySelectorAll(".timeline time[datetime*=T]")) {
  const moment = new Date(time.dateTime);
  if (!Number.isNaN(moment.getTime())) time.title = `${clock.format(moment)} (${words.local})`;
}

const now = new Date();
const today = new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
let upcoming = 3;
for (const event of document.querySelectorAll(".timeline > li")) {
  const { first, last } = event.dataset;
  event.classList.add(last < today ? "past" : first <= today ? "now" : "coming");
  if (last < today || event.classList.contains("cancelled") || (first > today && upcoming-- <= 0)) continue;
  const badge = document.createElement("span");
  badge.className = "soon";
  const days = Math.round((Date.parse(first) - Date.parse(today)) / 86400000);
  badge.textContent = days > 0 ? relative.format(days, "day") : words.today;
  event.querySelector(".when").append(" ", badge);
}
// Where something is still to come, the list begins at today: what is past folds away above it.
for (const list of document.querySelectorAll(".dates")) {
  const told = [...list.querySelectorAll(".told")];
  const coming = told.findIndex((each) => each.querySelector(".now, .coming"));
  if (coming < 1) continue;
  const fold = document.createElement("details");
  const summary = document.createElement("summary");
  fold.className = "over";
  told[0].before(fold);
  fold.append(summary, ...told.slice(0, coming));
  summary.textContent = `${words.past} (${fold.querySelectorAll(".timeline > li").length})`;
}
for (const cell of document.querySelectorAll(".month td[id]")) {
  cell.classList.toggle("today", cell.id === today);
  cell.classList.toggle("past", cell.id < today);
}
for (const day of document.querySelectorAll(`.year a[href$="#${today}"]`)) day.closest("td").classList.add("today");
