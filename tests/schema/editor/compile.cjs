// Compiles schemas as ajv's strict mode wants them: `node compile.cjs KEYWORDS SCHEMA..`, keywords joined by commas.
//
// Only strictTypes is left out: it wants a type beside every keyword, and a field that may be empty, or that takes any
// text, names the types that it does not take instead.
const { readFileSync } = require("node:fs");
const Ajv = require("ajv/dist/2020");

const [keywords, ...schemas] = process.argv.slice(2);
const ajv = new Ajv({ strict: true, strictTypes: false, strictTuples: true, strictRequired: true, allErrors: true });
ajv.addVocabulary(keywords.split(","));
ajv.addFormat("date", /^\d{4}-\d{2}-\d{2}$/);
for (const schema of schemas) {
  ajv.compile(JSON.parse(readFileSync(schema, "utf8")));
}
