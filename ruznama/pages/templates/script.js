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
    await navigator.clipboard.writeText(address.querySelector("code").textContent);
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
for (const event of document.querySelectorAll(".timeline li")) {
  const { first, last } = event.dataset;
  if (last < today || event.classList.contains("cancelled") || (first > today && upcoming-- <= 0)) continue;
  const badge = document.createElement("span");
  badge.className = "soon";
  const days = Math.round((Date.parse(first) - Date.parse(today)) / 86400000);
  badge.textContent = days > 0 ? relative.format(days, "day") : words.today;
  event.querySelector(".when").append(" ", badge);
}
for (const cell of document.querySelectorAll(".month time")) {
  if (cell.dateTime === today) cell.closest("td").classList.add("today");
}
