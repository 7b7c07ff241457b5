import a11y from 'eslint-plugin-jsx-a11y';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { literalTexts } from './scripts/literal-texts.js';

/** Imports go one way: lib and components, then features, then app; features never import each other. */
const walls = [
  { files: ['src/lib/**', 'src/components/**'], forbidden: ['**/features/**', '**/app/**'] },
  { files: ['src/features/**'], forbidden: ['**/app/**', '../../*/**', '!../../lib/**', '!../../components/**', '!../../testing/**'] },
];

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'target', 'scripts', 'public', '*.config.js'] },
  ...tseslint.configs.strictTypeChecked,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  a11y.flatConfigs.strict,
  hooks.configs.flat['recommended-latest'],
  {
    rules: {
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    ignores: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'src/testing/**'],
    plugins: { texts: { rules: { literal: literalTexts } } },
    rules: { 'texts/literal': 'error' },
  },
  ...walls.map(({ files, forbidden }) => ({
    files,
    rules: { 'no-restricted-imports': ['error', { patterns: [{ group: forbidden, message: 'Imports go lib, components, features, app.' }] }] },
  })),
);
