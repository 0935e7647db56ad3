import ts from "typescript";

/** Defines what claims are checked with; a claim that was never reached counts as broken. */
export const claimModule = `import { inspect, isDeepStrictEqual } from "node:util";
const open = new Map();
export function expectClaims(claims) { for (const [id, text] of claims) open.set(id, text); }
export function claim(id, actual, claimed) {
  if (!isDeepStrictEqual(actual, claimed))
    throw new Error(\`the page claims \${open.get(id)}, it is \${inspect(actual, { depth: 9 })}\`);
  open.delete(id);
  return actual;
}
process.on("exit", (code) => {
  if (code !== 0 || open.size === 0) return;
  console.error(\`never reached: \${[...open.values()].join(", ")}\`);
  process.exitCode = 1;
});
`;

/**
 * Has a program check what its comments claim: `expression; // value`, or the value on a line of its own below, where
 * the value is a literal. Comments that are no literal are prose. What follows a literal and `; ` is prose too.
 */
export function withClaims(code: string): { readonly code: string; readonly claims: number } {
  const source = ts.createSourceFile("block.ts", code, ts.ScriptTarget.Latest, true);
  const edits: { at: number; end: number; text: string }[] = [];
  const claims: [number, string][] = [];
  const visit = (node: ts.Node): void => {
    const value = isClaiming(node) ? claimAfter(code, node.end) : undefined;
    if (value !== undefined && isClaiming(node)) {
      const id = claims.length;
      claims.push([id, `${subject(node).getText()} to be ${value}`]);
      if (ts.isExpressionStatement(node)) {
        const text = `__claim(${id}, ${node.expression.getText()}, ${value});`;
        edits.push({ at: node.getStart(), end: node.end, text });
      } else {
        edits.push({
          at: node.end,
          end: node.end,
          text: ` __claim(${id}, ${subject(node).getText()}, ${value});`,
        });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  let edited = code;
  for (const { at, end, text } of edits.sort((a, b) => b.at - a.at)) {
    edited = edited.slice(0, at) + text + edited.slice(end);
  }
  const head = `import { claim as __claim, expectClaims as __expect } from "./claim.mjs"; __expect(${JSON.stringify(claims)});`;
  return { code: `${head}\n${edited}`, claims: claims.length };
}

function isClaiming(node: ts.Node): node is ts.ExpressionStatement | ts.VariableStatement {
  if (ts.isExpressionStatement(node)) return true;
  if (!ts.isVariableStatement(node)) return false;
  const [only, ...more] = node.declarationList.declarations;
  return only !== undefined && more.length === 0 && ts.isIdentifier(only.name);
}

function subject(statement: ts.ExpressionStatement | ts.VariableStatement): ts.Node {
  if (ts.isExpressionStatement(statement)) return statement.expression;
  return statement.declarationList.declarations[0]?.name ?? statement;
}

function claimAfter(code: string, end: number): string | undefined {
  const [, comment] = /^[ \t]*(?:\n[ \t]*)?\/\/ (.*)/.exec(code.slice(end)) ?? [];
  if (comment === undefined) return undefined;
  return [comment, comment.slice(0, Math.max(comment.indexOf("; "), 0))].find(isLiteral);
}

function isLiteral(text: string): boolean {
  if (text.trim() === "") return false;
  const source = ts.createSourceFile("value.ts", `(${text});`, ts.ScriptTarget.Latest, true);
  const broken = (source as unknown as { parseDiagnostics: readonly unknown[] }).parseDiagnostics;
  const [statement, ...more] = source.statements;
  if (broken.length > 0 || statement === undefined || more.length > 0) return false;
  if (!ts.isExpressionStatement(statement) || !ts.isParenthesizedExpression(statement.expression))
    return false;
  return isPlain(statement.expression.expression);
}

function isPlain(node: ts.Expression): boolean {
  if (ts.isStringLiteral(node) || ts.isNumericLiteral(node)) return true;
  if (ts.isIdentifier(node)) return node.text === "undefined";
  if (ts.isPrefixUnaryExpression(node)) return isPlain(node.operand);
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(isPlain);
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.every((member) => ts.isPropertyAssignment(member) && isPlain(member.initializer));
  }
  const words = [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword];
  return words.includes(node.kind);
}
