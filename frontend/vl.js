// Behaviour of the pages. Everything works without it; this only makes it easier.
// Radios and Checkboxes of govuk-frontend are left out on purpose: they put aria-expanded on radios.

import {
  Button, CharacterCount, ErrorSummary, FileUpload, NotificationBanner, ServiceNavigation, SkipLink, createAll,
} from "./govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

const woorden = {
  nl: {
    teller: {
      charactersUnderLimit: { one: "U hebt nog %{count} teken", other: "U hebt nog %{count} tekens" },
      charactersAtLimit: "U hebt nog 0 tekens",
      charactersOverLimit: { one: "U hebt %{count} teken te veel", other: "U hebt %{count} tekens te veel" },
      textareaDescription: { other: "U kunt maximaal %{count} tekens gebruiken" },
    },
    bestand: {
      chooseFilesButton: "Kies een bestand",
      dropInstruction: "of sleep het hierheen",
      noFileChosen: "Nog geen bestand gekozen",
      multipleFilesChosen: { one: "%{count} bestand gekozen", other: "%{count} bestanden gekozen" },
      enteredDropZone: "Laat los om het bestand te kiezen",
      leftDropZone: "U bent buiten het vak voor bestanden",
    },
  },
  en: { teller: {}, bestand: {} }, // the words of govuk-frontend itself are English
};
const { teller, bestand } = woorden[document.documentElement.lang] ?? woorden.nl;
createAll(Button);
createAll(CharacterCount, { i18n: teller });
createAll(ErrorSummary);
createAll(FileUpload, { i18n: bestand });
for (const komma of document.querySelectorAll(".govuk-file-upload-button [id$='-comma']")) komma.after(" "); // its name reads as it looks
createAll(NotificationBanner);
createAll(ServiceNavigation);
createAll(SkipLink);

/** Outcome: from a banner in the page to a modal; afterwards the focus goes where the user goes on. */
for (const dialog of document.querySelectorAll("dialog[data-vl-uitkomst]")) {
  dialog.removeAttribute("open");
  dialog.addEventListener("close", () => focus(document.getElementById(dialog.dataset.vlTerug)));
  dialog.showModal();
  dialog.querySelector("h2").focus();
}

function focus(knop) {
  const doel = knop ?? document.querySelector(".govuk-error-summary") ?? document.querySelector("h1");
  if (!doel) return;
  if (!doel.matches("a, button, input, [tabindex]")) doel.tabIndex = -1;
  doel.focus();
}

/** Date of three boxes: a date pasted in the first box is split, a calendar fills all three. */
for (const groep of document.querySelectorAll("[data-vl-datum]")) {
  const vakken = [...groep.querySelectorAll(".govuk-date-input__input")];
  const vul = (delen) => delen.forEach((deel, plaats) => {
    vakken[plaats].value = deel;
    vakken[plaats].dispatchEvent(new Event("input", { bubbles: true }));
  });
  vakken[0].addEventListener("paste", (event) => {
    const delen = gesplitst(event.clipboardData.getData("text"));
    if (!delen) return;
    event.preventDefault();
    vul(delen);
  });
  const plek = groep.querySelector("[data-vl-kalender]");
  if (plek && "showPicker" in HTMLInputElement.prototype) maakKalender(plek, vakken, vul);
}

/** "01-11-2026" or "2026-11-01" to day, month, year; null when it is no such date. */
function gesplitst(tekst) {
  const nl = tekst.trim().match(/^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/);
  const iso = tekst.trim().match(/^(\d{4})-(\d{2})-(\d{2})$/);
  if (iso) return iso.slice(1).reverse();
  return nl ? nl.slice(1) : null;
}

function maakKalender(plek, vakken, vul) {
  const kiezer = plek.querySelector("input[type=date]");
  plek.querySelector("button").addEventListener("click", () => {
    const [dag, maand, jaar] = vakken.map((vak) => vak.value.trim());
    kiezer.value = `${jaar}-${maand.padStart(2, "0")}-${dag.padStart(2, "0")}`;
    kiezer.showPicker();
  });
  kiezer.addEventListener("change", () => {
    if (kiezer.value) vul(kiezer.value.split("-").reverse().map((deel) => String(Number(deel))));
  });
  plek.hidden = false;
}

for (const knop of document.querySelectorAll("[data-vl-print]")) {
  knop.hidden = false;
  knop.addEventListener("click", () => window.print());
}

/** A file that is too large is told before it is sent; without this the server says so. */
for (const veld of document.querySelectorAll("input[type=file][data-vl-max]")) {
  const groep = veld.closest(".govuk-form-group");
  const fout = Object.assign(document.createElement("p"), { className: "govuk-error-message", id: `${veld.id}-te-groot` });
  fout.setAttribute("role", "alert");
  groep.querySelector(".govuk-label").after(fout);
  veld.addEventListener("change", () => {
    const teGroot = [...veld.files].some((file) => file.size > Number(veld.dataset.vlMax));
    fout.textContent = teGroot ? veld.dataset.vlTeGroot : "";
    groep.classList.toggle("govuk-form-group--error", teGroot);
    if (teGroot) veld.value = "";
  });
}

/** What is being made looks by itself how far it is; when it is done the page shows what came of it. */
const bezig = [...document.querySelectorAll("[data-vl-ververs]")];
if (bezig.length) setInterval(ververs, 1000 * Math.min(...bezig.map((plek) => Number(plek.dataset.vlVervers))));

async function ververs() {
  const answer = await fetch(location.href);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const plek of bezig) {
    const nieuw = page.getElementById(plek.id);
    if (!nieuw?.matches("[data-vl-ververs]")) return location.reload();
    if (nieuw.innerHTML !== plek.innerHTML) plek.innerHTML = nieuw.innerHTML;
  }
}
