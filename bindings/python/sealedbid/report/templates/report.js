"use strict";
(function () {
  const NARROW = 560;
  const tip = document.getElementById("tip");

  // Tooltips: text only, so that a name can never become markup.
  function showTip(_handler, event, _item, value) {
    if (value === null || value === undefined || value === "" || typeof value !== "object") {
      tip.hidden = true;
      return;
    }
    const list = document.createElement("dl");
    for (const [name, text] of Object.entries(value)) {
      const term = document.createElement("dt");
      const meaning = document.createElement("dd");
      term.textContent = name;
      meaning.textContent = String(text);
      list.append(term, meaning);
    }
    tip.replaceChildren(list);
    tip.hidden = false;
    const x = Math.min(event.clientX + 14, window.innerWidth - tip.offsetWidth - 8);
    const y = event.clientY + 16 + tip.offsetHeight > window.innerHeight ? event.clientY - tip.offsetHeight - 10 : event.clientY + 16;
    tip.style.left = Math.max(8, x) + "px";
    tip.style.top = Math.max(8, y) + "px";
  }

  // The views of a specification that have a width of their own.
  function views(spec) {
    if (spec.spec) return [spec.spec];
    const parts = spec.hconcat || spec.vconcat;
    return parts ? parts.flatMap(views) : [spec];
  }

  function plotWidth(spec) {
    if (spec.hconcat) return spec.hconcat.reduce((sum, part) => sum + plotWidth(part), 0);
    if (spec.vconcat) return Math.max(...spec.vconcat.map(plotWidth));
    return (spec.spec || spec).width || 0;
  }

  // Long titles of axes put their unit on a second line.
  function breakTitles(node) {
    if (node === null || typeof node !== "object") return;
    for (const [key, value] of Object.entries(node)) {
      if (key === "title" && typeof value === "string" && value.length > 30 && value.includes(" (")) node[key] = [value.slice(0, value.lastIndexOf(" (")), value.slice(value.lastIndexOf(" (") + 1)];
      else if (key !== "datasets") breakTitles(value);
    }
  }

  // On a narrow page panels stand below each other, and labels are shorter.
  function narrowed(spec) {
    spec.config.axis.labelLimit = 120;
    spec.config.axis.labelOverlap = "greedy";
    breakTitles(spec);
    const is_beside = (part) => Boolean(part.hconcat) || (part.vconcat || []).some(is_beside);
    if (!is_beside(spec)) return spec;
    spec.vconcat = views(spec);
    delete spec.hconcat;
    const widest = Math.max(...spec.vconcat.map((view) => view.width));
    for (const view of spec.vconcat) {
      view.width = widest;
      for (const layer of view.layer || []) {
        if (layer.encoding && layer.encoding.y && layer.encoding.y.axis) layer.encoding.y.axis = { labels: true, ticks: true };
      }
    }
    return spec;
  }

  async function embed(place, spec, shown) {
    const result = await window.vegaEmbed(place, spec, { mode: "vega-lite", renderer: "svg", actions: false, ast: true, defaultStyle: false, tooltip: showTip });
    if (shown && spec.params) await result.view.signal("shown", shown).runAsync();
    return result;
  }

  // Draws a chart, then once more with the width that fits.
  async function draw(chart) {
    const available = Math.min(chart.place.clientWidth, 900);
    let spec = JSON.parse(chart.text);
    if (available < NARROW) spec = narrowed(spec);
    if (chart.result) chart.result.finalize();
    chart.result = await embed(chart.canvas, spec, chart.shown);
    const svg = chart.place.querySelector("svg");
    const plot = plotWidth(spec);
    const ratio = (available - (svg.width.baseVal.value - plot) - 4) / plot;
    if (Math.abs(ratio - 1) > 0.02) {
      for (const view of views(spec)) view.width = Math.max(60, Math.round(view.width * ratio));
      chart.result.finalize();
      chart.result = await embed(chart.canvas, spec, chart.shown);
    }
    chart.width = chart.place.clientWidth;
  }

  function connectButtons(chart) {
    const buttons = [...chart.figure.querySelectorAll(".series button")];
    chart.shown = buttons.length ? buttons.map((button) => button.dataset.name) : null;
    for (const button of buttons) {
      button.addEventListener("click", function () {
        const on = button.getAttribute("aria-pressed") === "true";
        if (on && chart.shown.length === 1) return; // one series always stays
        button.setAttribute("aria-pressed", String(!on));
        chart.shown = buttons.filter((other) => other.getAttribute("aria-pressed") === "true").map((other) => other.dataset.name);
        chart.figure.dataset.shown = String(chart.shown.length);
        if (chart.result) chart.result.view.signal("shown", chart.shown).runAsync();
      });
    }
  }

  async function drawAll() {
    const charts = [...document.querySelectorAll(".chart")].map((place) => ({
      place, canvas: place.querySelector(".canvas"), figure: place.closest("figure"), text: document.getElementById(place.dataset.spec).textContent, result: null, shown: null, width: 0,
    }));
    charts.forEach(connectButtons);
    let failures = 0;
    for (const chart of charts) {
      try {
        await draw(chart);
      } catch (error) {
        failures += 1;
        chart.place.textContent = "This chart could not be drawn; the table below holds its numbers.";
        chart.place.classList.add("failed");
        console.error(error);
      }
    }
    document.documentElement.dataset.charts = failures ? "failed" : "drawn";
    let timer = 0;
    window.addEventListener("resize", function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(async function () {
        for (const chart of charts) if (chart.result && Math.abs(chart.place.clientWidth - chart.width) > 4) await draw(chart);
      }, 200);
    });
  }

  // On paper nothing can be opened: assumptions and certificate are printed open.
  let opened = [];
  window.addEventListener("beforeprint", function () {
    opened = [...document.querySelectorAll("section > details:not([open])")];
    for (const part of opened) part.open = true;
  });
  window.addEventListener("afterprint", function () {
    for (const part of opened) part.open = false;
  });

  drawAll();
})();
