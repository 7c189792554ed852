import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const words = 'Sentences go through i18next: t("…").'
const spokenAttributes =
  '/^(aria-label|aria-description|aria-roledescription|aria-valuetext|label|placeholder|title|description|alt|errorMessage|heading|hint)$/'
const letters = '/\\p{L}{2}/u'

/** What is wrong anywhere in `src`. */
const everywhere = [
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only: one name per thing, everywhere.' },
  { selector: "Literal[value=/LIKE\\s+'%/i]", message: 'No LIKE %x%: search goes through FTS5.' },
  { selector: "TemplateElement[value.raw=/LIKE\\s+'%/i]", message: 'No LIKE %x%: search goes through FTS5.' },
]

/** What a person would read, written into the code. */
const spoken = [
  { selector: `JSXText[value=${letters}]`, message: words },
  { selector: `JSXElement > JSXExpressionContainer > Literal[value=/\\p{L}{2,}\\s+\\p{L}/u]`, message: words },
  {
    selector: `JSXElement > JSXExpressionContainer > TemplateLiteral > TemplateElement[value.raw=/\\p{L}{2,}\\s+\\p{L}/u]`,
    message: words,
  },
  { selector: `JSXAttribute[name.name=${spokenAttributes}] > Literal[value=${letters}]`, message: words },
  {
    selector: `JSXAttribute[name.name=${spokenAttributes}] > JSXExpressionContainer > Literal[value=${letters}]`,
    message: words,
  },
  {
    selector: `JSXAttribute[name.name=${spokenAttributes}] > JSXExpressionContainer > TemplateLiteral > TemplateElement[value.raw=${letters}]`,
    message: words,
  },
]

/** React's compiler remembers a literal as a whole: a hook within it would be called the first time only. */
const hooksAlone = [
  {
    selector: ':matches(Property, ArrayExpression, SpreadElement) > CallExpression[callee.name=/^use[A-Z]/]',
    message: 'A hook stands in a statement of its own.',
  },
]

/** Core is handed its clock and its randomness (`core/ports.ts`). */
const handedToCore = [
  {
    selector: 'MemberExpression[object.name="Math"][property.name="random"]',
    message: 'Core is handed its randomness.',
  },
  { selector: 'MemberExpression[object.name="Date"][property.name="now"]', message: 'Core is handed its clock.' },
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Core is handed its clock.' },
]

export default tseslint.config(
  { ignores: ['out/', 'node_modules/', 'resources/', 'coverage/', 'test-results/', 'playwright-report/', '**/*.d.ts'] },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-for-in-array': 'error',
      '@typescript-eslint/no-implied-eval': 'error',
      '@typescript-eslint/no-unsafe-argument': 'error',
      '@typescript-eslint/no-unsafe-assignment': 'error',
      '@typescript-eslint/no-unsafe-call': 'error',
      '@typescript-eslint/no-unsafe-member-access': 'error',
      '@typescript-eslint/no-unsafe-return': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/no-unused-expressions': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      '@typescript-eslint/restrict-plus-operands': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'no-control-regex': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-script-url': 'error',
      'no-unsafe-finally': 'error',
      'no-self-compare': 'error',
      'no-template-curly-in-string': 'error',
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: {
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...everywhere],
    },
  },
  {
    files: ['src/core/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...everywhere, ...handedToCore],
      'no-restricted-globals': [
        'error',
        ...['process', 'Buffer', 'window', 'document', 'navigator', 'location', 'fetch', 'crypto', 'performance'],
        ...['localStorage', 'sessionStorage', 'indexedDB', 'setTimeout', 'setInterval', 'require', '__dirname'],
      ],
    },
  },
  {
    files: ['src/renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'no-restricted-syntax': ['error', ...everywhere, ...spoken, ...hooksAlone],
    },
  },
  {
    files: ['test/**/*.{ts,tsx}'],
    rules: {
      'no-script-url': 'off',
    },
  },
  {
    files: ['scripts/**/*.mjs', 'test/**/*.mjs', '*.js', '*.cjs'],
    rules: { eqeqeq: ['error', 'always', { null: 'ignore' }], 'no-var': 'error', 'prefer-const': 'error' },
  },
)
