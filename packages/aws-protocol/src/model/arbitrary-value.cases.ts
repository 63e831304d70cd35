/** Valid values of any shape of the models, for property tests. */
import fc from "fast-check";
import type { Member, Shape, StructureShape } from "./shape.ts";

/** Characters that XML, URLs and headers each have trouble with, among ordinary ones. */
const XML_TEXT = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9 .:/_-]{0,20}$/).map((text) => text.trim()),
  fc.constantFrom("<&>", "]]>", `"quoted" 'single'`, "ümläut 🎬", "&amp;", "a\tb\nc", "%41+%2B", "{}", ""),
);
/** What survives a header unchanged: no control characters, no space around it, not empty. */
const HEADER_TEXT = fc.stringMatching(/^[A-Za-z0-9!#$%&'*+./:;=?@^_`|~-]{1,20}$/);
const LABEL_TEXT = fc.oneof(HEADER_TEXT, fc.constantFrom("a b", "ü", "a/b", "a+b", "50%"));
const SECONDS = fc.integer({ min: 0, max: 4_000_000_000 });

/** A valid value of a structure: all required members, some of the others, nested to a bounded depth. */
export function arbitraryStructure(
  shape: StructureShape,
  overrides: Readonly<Record<string, fc.Arbitrary<unknown> | undefined>> = {},
  depth = 0,
): fc.Arbitrary<Record<string, unknown>> {
  const required: string[] = [];
  const members: Record<string, fc.Arbitrary<unknown>> = {};
  for (const member of shape.members) {
    const override = overrides[member.name];
    if (member.name in overrides && override === undefined) continue;
    // Deep structures keep to what they must have.
    if (!member.isRequired && depth > 4) continue;
    // SDKs take an empty body where a document should be for a failure.
    if (member.isRequired || member.binding === "payload") required.push(member.name);
    members[member.name] = override ?? arbitraryMember(member, depth + 1);
  }
  return fc.record(members, { requiredKeys: required });
}

function arbitraryMember(member: Member, depth: number): fc.Arbitrary<unknown> {
  const { shape, binding } = member;
  if (shape.kind === "list" && binding === "header") {
    return fc.array(arbitraryMember({ ...shape.member, binding: "header" }, depth), {
      minLength: 1,
      maxLength: 3,
    });
  }
  switch (binding) {
    case "label":
      return shape.kind === "string" ? LABEL_TEXT : arbitraryValue(shape, depth, false, false);
    case "prefixHeaders":
      return fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9]$/), HEADER_TEXT, {
        minKeys: 1,
        maxKeys: 3,
      });
    case "header":
      return shape.kind === "string" ? HEADER_TEXT : arbitraryValue(shape, depth, false, true);
    case "query":
      return shape.kind === "string" ? LABEL_TEXT : arbitraryValue(shape, depth, false, false);
    default:
      return arbitraryValue(shape, depth, member.isFlat, false);
  }
}

function arbitraryValue(
  shape: Shape,
  depth: number,
  isFlat: boolean,
  inHeader: boolean,
): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case "structure":
      return arbitraryStructure(shape, {}, depth);
    case "list":
      // A flat list without items cannot be told from none.
      return fc.array(arbitraryValue(shape.member.shape, depth, false, false), {
        minLength: isFlat ? 1 : 0,
        maxLength: depth > 3 ? 1 : 3,
      });
    case "map":
      return fc.dictionary(HEADER_TEXT, HEADER_TEXT);
    case "enumeration":
      return fc.constantFrom(...shape.values);
    case "string":
      return XML_TEXT;
    case "integer":
      return fc.integer({ min: 0, max: 2_147_483_647 });
    case "float":
      return fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000);
    case "boolean":
      return fc.boolean();
    case "blob":
    case "stream":
      return fc.uint8Array({ maxLength: 64 });
    case "timestamp":
      return inHeader ? wholeSeconds() : milliseconds();
    case "httpDate":
    case "epochSeconds":
      return wholeSeconds();
    case "dateTime":
      return milliseconds();
  }
}

function wholeSeconds(): fc.Arbitrary<Date> {
  return SECONDS.map((seconds) => new Date(seconds * 1000));
}

function milliseconds(): fc.Arbitrary<Date> {
  return fc
    .tuple(SECONDS, fc.integer({ min: 0, max: 999 }))
    .map(([seconds, ms]) => new Date(seconds * 1000 + ms));
}
