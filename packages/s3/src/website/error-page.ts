import type { ServiceError } from "@oxbow/aws-protocol";

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

const REASONS: Readonly<Record<number, string>> = {
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
};

/** The page a website endpoint shows instead of XML. */
export function errorPage(error: ServiceError, requestId: string): string {
  const title = `${error.status} ${REASONS[error.status] ?? "Error"}`;
  const lines = [
    ["Code", error.code],
    ["Message", error.message],
    ...Object.entries(error.fields).filter(([name]) => name !== "Hint"),
    ["RequestId", requestId],
  ].map(([name = "", value = ""]) => `<li>${escapeHtml(name)}: ${escapeHtml(value)}</li>`);
  return [
    "<html>",
    `<head><title>${title}</title></head>`,
    "<body>",
    `<h1>${title}</h1>`,
    "<ul>",
    ...lines,
    "</ul>",
    "<hr/>",
    "</body>",
    "</html>",
    "",
  ].join("\n");
}
