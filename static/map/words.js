/* What is said of each area: layers/wording.py sends sentences that differ only in numbers once. */
ivbgeoMap.part(
  (() => {
    "use strict";

    const UNKNOWN = { label: "niet gemeten", note: "", value: null, short: "" };
    // The value is the first number: 1.234,5 or +12, with its % if it has one.
    const NUMBER = /[+\u2212-]?\d+(?:[.,]\d+)*%?/;
    let said = []; // by position of the area

    function start(map, tools) {
      tools.said = (area) => said[area.at] || UNKNOWN;
    }

    function read({ words, labels, looks, valueless }) {
      const without = new Set(valueless);
      const texts = words.texts ? words.texts.split("|") : [];
      const all = texts.map((written, at) => {
        const [form, ...numbers] = written.split(" ");
        const pieces = words.forms[form];
        const text = pieces.map((piece, i) => piece + (i < numbers.length ? numbers[i] : "")).join("");
        const [label, ...notes] = text.split("\n");
        const short = without.has(at) ? "" : (label.match(NUMBER) || [""])[0];
        return { label, note: notes.join(" "), short, value: short ? amount(short) : null };
      });
      said = Array.from(looks, (_, at) => all[labels ? labels[at] : at]);
    }

    const amount = (text) =>
      Number(text.replace("%", "").replace(/\./g, "").replace(",", ".").replace("\u2212", "-"));

    return { name: "words", start, show: read };
  })(),
);
