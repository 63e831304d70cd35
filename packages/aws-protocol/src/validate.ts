/**
 * What a parsed input must satisfy besides its syntax: required members and enumerations, at every depth.
 *
 * It works on values, not on elements, so that XML bodies, headers, query parameters and the dialects of old API
 * versions are all checked by the same rules.
 */
import type { Member, Shape, StructureShape } from "./model/shape.ts";
import type { Violation } from "./violation.ts";

type Path = readonly (string | number)[];

/** Adds to `violations` every required member that is missing and every value outside its enumeration. */
export function validateInput(input: object, shape: StructureShape, violations: Violation[]): void {
  validateStructure(input, shape, [], undefined, violations);
}

function validateStructure(
  value: object,
  shape: StructureShape,
  path: Path,
  where: Violation["where"] | undefined,
  violations: Violation[],
): void {
  const record = value as Readonly<Record<string, unknown>>;
  for (const member of checkedMembers(shape)) {
    const part = record[member.name];
    const memberWhere = where ?? whereOf(member);
    if (part === undefined || part === null) {
      if (member.isRequired) {
        violations.push({
          kind: "required",
          where: memberWhere,
          path: [...path, member.name],
          wireName: member.at === "" ? member.xmlName : member.at,
        });
      }
    } else {
      validateValue(
        part,
        member.shape,
        [...path, member.name],
        memberWhere,
        member.at || member.xmlName,
        violations,
      );
    }
  }
}

const checked = new WeakMap<StructureShape, readonly Member[]>();

/** Members there is something to check about; of an upload's fifty these are a handful. */
function checkedMembers(shape: StructureShape): readonly Member[] {
  let members = checked.get(shape);
  if (members === undefined) {
    members = shape.members.filter((member) => member.isRequired || needsVisit(member.shape));
    checked.set(shape, members);
  }
  return members;
}

function validateValue(
  value: unknown,
  shape: Shape,
  path: Path,
  where: Violation["where"],
  wireName: string,
  violations: Violation[],
): void {
  switch (shape.kind) {
    case "structure":
      if (typeof value === "object" && value !== null)
        validateStructure(value, shape, path, where, violations);
      break;
    case "list":
      if (Array.isArray(value)) {
        const itemName = where === "body" ? shape.member.xmlName : wireName;
        for (const [index, item] of value.entries()) {
          validateValue(
            item,
            shape.member.shape,
            [...path, index + 1, "member"],
            where,
            itemName,
            violations,
          );
        }
      }
      break;
    case "enumeration":
      if (typeof value === "string" && !shape.values.includes(value)) {
        violations.push({ kind: "enumeration", where, path, wireName, value, allowed: shape.values });
      }
      break;
  }
}

function needsVisit(shape: Shape): boolean {
  return shape.kind === "structure" || shape.kind === "enumeration" || shape.kind === "list";
}

function whereOf(member: Member): Violation["where"] {
  switch (member.binding) {
    case "header":
    case "prefixHeaders":
      return "header";
    case "query":
      return "query";
    case "label":
      return "label";
    default:
      return "body";
  }
}
