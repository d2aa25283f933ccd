/* What is said of each area: layers/wording.py sends sentences that differ only in numbers once. */
ivbgeoMap.part(
  (() => {
    "use strict";

    const UNKNOWN = { label: "niet gemeten", note: "", value: null, short: "" };
    // The value is the first number: 1.234,5 or +12, with its % if it has one.
    const NUMBER = /[+\u2212-]?\d+(?:[.,]\d+)*%?/;
    let [forms, texts, labels, without] = [[], [], null, new Set()];
    let all = []; // by position of the text, once somebody asked for it

    function start(map, tools) {
      tools.said = ({ at }) => {
        const place = labels ? labels[at] : at;
        if (place === undefined || !(place in texts)) return UNKNOWN;
        if (!all[place]) all[place] = write(place);
        return all[place];
      };
    }

    function read({ words, labels: of, valueless }) {
      const places = typeof of === "string" ? [...of].map((digit) => parseInt(digit, 36)) : of;
      [forms, labels, without, all] = [words.forms, places, new Set(valueless), []];
      texts = words.texts ? words.texts.split("|") : [];
    }

    function write(place) {
      const [form, ...numbers] = texts[place].split(" ");
      const pieces = forms[form];
      const text = pieces.map((piece, i) => piece + (i < numbers.length ? numbers[i] : "")).join("");
      const [label, ...notes] = text.split("\n");
      const short = without.has(place) ? "" : (label.match(NUMBER) || [""])[0];
      return { label, note: notes.join(" "), short, value: short ? amount(short) : null };
    }

    const amount = (text) =>
      Number(text.replace("%", "").replace(/\./g, "").replace(",", ".").replace("\u2212", "-"));

    return { name: "words", start, show: read };
  })(),
);
