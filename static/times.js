// Beside the times of a session, which are those of the service, the same times on this device's clock, where the two
// differ. Nothing is sent anywhere: the page never learns where somebody is.

const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const DAY = { weekday: "long" };

const clock = new Intl.DateTimeFormat("en-GB", CLOCK);
const day = new Intl.DateTimeFormat("en-GB", DAY);

// The weekday is said only where it is another one than at the service.
function theirs(first) {
  const zone = first.closest("[data-zone]")?.dataset.zone;
  return zone ? new Intl.DateTimeFormat("en-GB", { ...DAY, timeZone: zone }) : day;
}

function tell(hours) {
  const times = [...hours.querySelectorAll("time")];
  const moments = times.map((time) => new Date(time.dateTime));
  const here = moments.map((moment) => clock.format(moment));
  const room = hours.querySelector("[data-your-time]");
  if (!room || !times.length || times.every((time, i) => time.textContent.trim() === here[i])) return;
  const weekday = day.format(moments[0]);
  const on = weekday === theirs(hours).format(moments[0]) ? "" : `${weekday} `;
  room.textContent = ` (${on}${here.join(" to ")} in your time)`;
}

for (const hours of document.querySelectorAll("[data-hours]")) tell(hours);
