/** One choice parameter of the form: chips by group where several may be picked, segments where it is one of few. */
import type { Choice, ChoiceParameter } from '../../shared/lab/experiment.ts';
import { formatCount } from '../../shared/units/number.ts';
import { ChoiceChip } from '../controls/Chip.tsx';
import { Segmented } from '../controls/Segmented.tsx';
import { choiceWords } from '../result/series.ts';

export interface ChoiceFieldProps {
  name: string;
  parameter: ChoiceParameter;
  picked: readonly string[];
  onChange: (picked: string[]) => void;
  disabled: boolean;
  /** Why a value cannot be had here; undefined where it can. */
  reasonOf: (choice: Choice) => string | undefined;
  /** Said under the choices. */
  notes?: readonly string[];
  error: string | undefined;
}

export function ChoiceField(props: ChoiceFieldProps) {
  const { parameter, picked, onChange, disabled, reasonOf, notes = [], error } = props;
  // Values that share a reason share its line.
  const unavailable = Map.groupBy(parameter.choices, reasonOf);
  return (
    <div className="form-row">
      <span className="form-label" id={`label-${props.name}`}>
        {parameter.title}
      </span>
      <div>
        {parameter.sweep ? (
          <ChipGroups {...props} />
        ) : (
          <Segmented
            label={parameter.title}
            value={picked[0] ?? ''}
            choices={parameter.choices.map((choice) => ({
              value: choice.value,
              label: choiceWords(choice.value),
              reason: reasonOf(choice),
            }))}
            disabled={disabled}
            onChange={(value) => onChange([value])}
          />
        )}
        {[...unavailable].map(
          ([reason, choices]) =>
            reason !== undefined && (
              <p key={reason} className="form-help">
                {whichWords(choices)}: {reason}
              </p>
            ),
        )}
        {notes.map((note) => (
          <p key={note} className="form-help">
            {note}
          </p>
        ))}
        {error !== undefined && (
          <p className="form-error" role="alert">
            {error}
          </p>
        )}
      </div>
    </div>
  );
}

/** Each is greyed and bears the reason itself; many are not listed once more. */
function whichWords(choices: readonly Choice[]): string {
  return choices.length > 3
    ? `${formatCount(choices.length)} of these`
    : choices.map(({ value }) => choiceWords(value)).join(', ');
}

function ChipGroups({ name, parameter, picked, onChange, disabled, reasonOf }: ChoiceFieldProps) {
  const groups = Map.groupBy(parameter.choices, (choice) => choice.group ?? '');
  const toggle = (value: string) => {
    const next = new Set(picked);
    if (!next.delete(value)) next.add(value);
    // In the catalogue's order, whatever the order of the clicks.
    onChange(parameter.choices.map((choice) => choice.value).filter((choice) => next.has(choice)));
  };
  return (
    <fieldset aria-labelledby={`label-${name}`} className="chip-groups">
      {[...groups].map(([group, choices]) => (
        <div key={group} className="chip-group">
          {group !== '' && <span className="small text-3">{group}</span>}
          <div>
            {choices.map((choice) => (
              <ChoiceChip
                key={choice.value}
                picked={picked.includes(choice.value)}
                disabled={disabled}
                reason={reasonOf(choice)}
                tip={choice.help}
                onToggle={() => toggle(choice.value)}
              >
                {choiceWords(choice.value)}
              </ChoiceChip>
            ))}
          </div>
        </div>
      ))}
    </fieldset>
  );
}
