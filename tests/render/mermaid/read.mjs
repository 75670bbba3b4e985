// Reads flowcharts and journeys as Mermaid does: for each line on stdin, a text in JSON, a line on stdout says what it consists of.
import { createInterface } from "node:readline";
import { JSDOM } from "jsdom";

// Mermaid cleans labels with DOMPurify, which needs a window.
const { window } = new JSDOM("");
Object.assign(globalThis, { window, document: window.document });

const { default: mermaid } = await import("mermaid");
mermaid.initialize({ startOnLoad: false, securityLevel: "strict" });

// While it reads, Mermaid puts other characters in the place of references. When it draws, they become HTML again.
const shown = (text) => {
  const area = document.createElement("textarea");
  area.innerHTML = (text ?? "").replaceAll("ﬂ°°", "&#").replaceAll("ﬂ°", "&").replaceAll("¶ß", ";");
  return area.value;
};

const read = async (text) => {
  const { type, db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  return type === "journey" ? journey(type, db) : flowchart(type, db);
};

const journey = (type, db) => ({
  type,
  title: shown(db.getDiagramTitle()),
  sections: db.getSections().map(shown),
  tasks: db.getTasks().map((task) => ({
    section: shown(task.section),
    name: shown(task.task),
    score: task.score,
    people: task.people.map(shown),
  })),
});

const flowchart = (type, db) => {
  return {
    type,
    nodes: [...db.getVertices().values()].map((node) => ({
      id: node.id,
      text: shown(node.text),
      shape: node.type,
      labelType: node.labelType,
      classes: node.classes,
      link: node.link ?? null,
    })),
    edges: db.getEdges().map((edge) => ({
      start: edge.start,
      end: edge.end,
      text: shown(edge.text),
      stroke: edge.stroke,
      type: edge.type,
      style: edge.style ?? [],
    })),
    groups: db.getSubGraphs().map((group) => ({ title: shown(group.title), nodes: group.nodes })),
  };
};

for await (const line of createInterface({ input: process.stdin })) {
  const answer = await read(JSON.parse(line)).catch((error) => ({ error: String(error) }));
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
