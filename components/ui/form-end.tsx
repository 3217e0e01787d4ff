import { Button } from "./button.tsx";

/** The end of a form: saving it, and why that did not work. */
export function FormEnd({
  saving,
  words,
  problem,
}: {
  saving: boolean;
  words: { save: string; saving: string };
  problem: string | null | undefined;
}) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button type="submit" variant="primary" disabled={saving} focusableWhenDisabled>
        {saving ? words.saving : words.save}
      </Button>
      {problem ? (
        <p role="alert" className="foreign-text text-sm text-destructive">
          {problem}
        </p>
      ) : null}
    </div>
  );
}
