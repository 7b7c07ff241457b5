import { type SubmitEvent, useState } from 'react';

/** What is wrong with the values of a form, by field; empty when it may be sent. */
export type Problems<T> = Partial<Record<keyof T, string>>;

/** The values of a form. What is wrong is only said once somebody has tried to send it. */
export function useForm<T extends Record<string, string>>(empty: T, check: (values: T) => Problems<T>, send: (values: T) => void) {
  const [values, setValues] = useState(empty);
  const [tried, setTried] = useState(false);
  const problems: Problems<T> = tried ? check(values) : {};
  return {
    problems,
    field: (name: keyof T & string) => ({
      name,
      value: values[name],
      onChange: (event: { readonly currentTarget: { readonly value: string } }) => {
        const { value } = event.currentTarget;
        setValues((before) => ({ ...before, [name]: value }));
      },
    }),
    onSubmit: (event: SubmitEvent<HTMLFormElement>) => {
      event.preventDefault();
      setTried(true);
      const first = Object.keys(check(values)).at(0);
      if (first === undefined) {
        send(values);
        return;
      }
      const wrong = event.currentTarget.elements.namedItem(first);
      if (wrong instanceof HTMLElement) wrong.focus();
    },
  };
}

/** Only the fields of which something is to be said. */
export function problemsOf<T>(said: { readonly [field in keyof T]?: string | false }): Problems<T> {
  const problems: Problems<T> = {};
  for (const field in said) {
    const text = said[field];
    if (typeof text === 'string') problems[field] = text;
  }
  return problems;
}
