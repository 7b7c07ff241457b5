// A rule for ESLint: what people read comes from src/texts by say(), never out of the code, where no translator finds it.

/** Attributes and properties whose values people read or hear. */
const READ = new Set([
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'action',
  'alt',
  'description',
  'hint',
  'label',
  'legend',
  'none',
  'placeholder',
  'title',
  'what',
  'word',
]);

/** Calls whose words are shown, by what is called. */
const SHOWN = new Set(['show', 'setProblem']);
const ERRORS = new Set(['ApiError', 'ConfigError']);

/** What is typed elsewhere is no text in a language. */
const CODE = new Set(['code', 'kbd', 'style']);

/** A word of at least two letters, with none of what names of texts, paths and classes have. */
function isText(value) {
  return /\p{L}{2}/u.test(value) && !/^[a-z][\w-]*(\.[\w-]+)+$/.test(value);
}

export const literalTexts = {
  meta: { type: 'problem', schema: [], messages: { literal: 'A text for people belongs to src/texts: say() brings it in the language that is spoken.' } },
  create(context) {
    const check = (node) => {
      if (node === null || node === undefined) return;
      switch (node.type) {
        case 'Literal':
          if (typeof node.value === 'string' && isText(node.value)) context.report({ node, messageId: 'literal' });
          break;
        case 'TemplateLiteral':
          if (node.quasis.some(({ value }) => isText(value.raw))) context.report({ node, messageId: 'literal' });
          node.expressions.forEach(check);
          break;
        case 'ConditionalExpression':
          check(node.consequent);
          check(node.alternate);
          break;
        case 'LogicalExpression':
        case 'BinaryExpression':
          if (node.type === 'LogicalExpression' || node.operator === '+') {
            check(node.left);
            check(node.right);
          }
          break;
        case 'JSXExpressionContainer':
          check(node.expression);
          break;
        default:
      }
    };
    const nameOf = (node) => (node.type === 'JSXIdentifier' || node.type === 'Identifier' ? node.name : node.type === 'Literal' ? String(node.value) : node.type === 'MemberExpression' ? nameOf(node.property) : '');
    const isCode = (element) => element.type === 'JSXElement' && CODE.has(nameOf(element.openingElement.name));
    return {
      JSXText(node) {
        if (!isCode(node.parent) && /\p{L}{2}/u.test(node.value)) context.report({ node, messageId: 'literal' });
      },
      ':matches(JSXElement, JSXFragment) > JSXExpressionContainer'(node) {
        if (!isCode(node.parent)) check(node.expression);
      },
      JSXAttribute(node) {
        if (READ.has(nameOf(node.name))) check(node.value);
      },
      Property(node) {
        if (READ.has(nameOf(node.key))) check(node.value);
      },
      CallExpression(node) {
        if (SHOWN.has(nameOf(node.callee))) node.arguments.forEach(check);
      },
      NewExpression(node) {
        if (ERRORS.has(nameOf(node.callee))) node.arguments.forEach(check);
      },
    };
  },
};
