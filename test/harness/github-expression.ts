import { data, Evaluator, Lexer, Parser } from "@actions/expressions";

type Contexts = Readonly<Record<string, unknown>>;

/** Whether a step runs: its `if`, which means success() unless it asks for a status itself. */
export function isMet(condition: string | undefined, contexts: Contexts, hasFailed: boolean): boolean {
  const asked = condition ?? "success()";
  const text = /\b(?:always|success|failure|cancelled)\(\)/.test(asked) ? asked : `success() && (${asked})`;
  return evaluate(text, contexts, hasFailed).coerceString() === "true";
}

/** A text with its `${{ }}` filled in. */
export function filledIn(text: string, contexts: Contexts): string {
  return text.replaceAll(/\$\{\{(.*?)\}\}/gs, (_, expression: string) =>
    evaluate(expression, contexts, false).coerceString(),
  );
}

function evaluate(expression: string, contexts: Contexts, hasFailed: boolean): data.ExpressionData {
  const status = { always: true, success: !hasFailed, failure: hasFailed, cancelled: false };
  const functions = Object.entries(status).map(([name, value]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(value),
  }));
  const { tokens } = new Lexer(expression.trim()).lex();
  const tree = new Parser(tokens, Object.keys(contexts), functions).parse();
  const values = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
  return new Evaluator(tree, values, new Map(functions.map((known) => [known.name, known]))).evaluate();
}
