/** Every setting with its help, its range and its default, made from the schema that the backend checks. */
import { useState } from 'react';
import { z } from 'zod';
import { defaultSettings, settingsSchema, type Settings } from '../../shared/settings.ts';
import { parseQuantity } from '../../shared/units/parse.ts';
import { ThreadlabError } from '../../shared/errors.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { Segmented } from '../controls/Segmented.tsx';
import { TextField } from '../controls/TextField.tsx';
import { showToast } from '../controls/toastStore.ts';
import { changeSettings, useSettings } from '../frame/currentSettings.ts';
import { StatusLine } from '../frame/StatusLine.tsx';
import { isSameSetting, layoutSettings, LayoutSetting, layoutWords, type LayoutSettingName } from './LayoutSetting.tsx';
import { isQuantity, quantitySettings, settingGroups, settingTitles, type QuantitySetting } from './settingWords.ts';
import { PathsField } from './PathsField.tsx';
import './settings.css';

const names = settingsSchema.keyof().options;

export function SettingsRoom() {
  const settings = useSettings((state) => state.settings);
  const refused = useSettings((state) => state.refused);
  const differs = names.some((name) => !isSameSetting(settings[name], defaultSettings[name]));
  return (
    <main className="room" aria-label="Settings">
      <header className="settings-top">
        <h1>Settings</h1>
        <span className="spring" />
        <Button
          reason={differs ? undefined : 'All settings have their default.'}
          onClick={() => {
            const before = settings;
            void ask(defaultSettings).then((done) => {
              if (!done) return;
              showToast({
                tone: 'none',
                text: 'All settings have their default again',
                action: { label: 'Undo', onPick: () => void ask(before) },
              });
            });
          }}
        >
          Restore defaults
        </Button>
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
      <section className="settings-list" aria-label="All settings" data-pane tabIndex={0}>
        {refused.length > 0 && (
          <div className="settings-refused" role="alert">
            <Icon name="warning" size={15} />
            <div>
              <b>Some kept settings could not be read; their default is in force.</b>
              {refused.map((words) => (
                <p key={words}>{words}</p>
              ))}
            </div>
          </div>
        )}
        {settingGroups.map(({ title, help, names: ofGroup }) => (
          <section key={title} className="setting-group" aria-label={title}>
            <h2>{title}</h2>
            {help !== '' && <p className="field-message">{help}</p>}
            {ofGroup.map((name) => (
              <Setting key={name} name={name} settings={settings} />
            ))}
          </section>
        ))}
      </section>
      <StatusLine left={<span>Settings are kept by the backend, for every window of it</span>} />
    </main>
  );
}

function Setting({ name, settings }: { name: keyof Settings; settings: Settings }) {
  const help = settingsSchema.shape[name].description ?? '';
  const isDefault = isSameSetting(settings[name], defaultSettings[name]);
  return (
    <div className="setting">
      <h3 id={`setting-${name}`}>{settingTitles[name].title}</h3>
      <div>
        <Control name={name} settings={settings} />
        {!isQuantity(name) && (
          <p className="field-message">
            {help} {!isDefault && `Default: ${valueWords(name, defaultSettings)}.`}
          </p>
        )}
      </div>
    </div>
  );
}

function Control({ name, settings }: { name: keyof Settings; settings: Settings }) {
  switch (name) {
    case 'theme':
    case 'density':
    case 'cpuScale':
    case 'processShape':
    case 'processGroups': {
      const choices = settingsSchema.shape[name].options;
      return (
        <Segmented
          label={settingTitles[name].title}
          choices={choices.map((value) => ({ value, label: settingTitles[name].values[value] ?? value }))}
          value={settings[name]}
          onChange={(value) => void ask({ [name]: value })}
        />
      );
    }
    case 'singleKeys':
      return (
        <Segmented
          label={settingTitles.singleKeys.title}
          choices={[
            { value: 'on', label: 'On' },
            { value: 'off', label: 'Off' },
          ]}
          value={settings.singleKeys ? 'on' : 'off'}
          onChange={(value) => void ask({ singleKeys: value === 'on' })}
        />
      );
    case 'processColumns':
    case 'processColumnWidths':
    case 'processSort':
    case 'processBranches':
    case 'threadColumns':
    case 'threadColumnWidths':
    case 'threadSort':
    case 'ownThreadSort':
      return <LayoutSetting name={name} settings={settings} onChange={(change) => void ask(change)} />;
    case 'interpreters':
      return (
        <PathsField
          key={settings.interpreters.join()}
          paths={settings.interpreters}
          label={settingTitles.interpreters.title}
          onChange={(interpreters) => void ask({ interpreters })}
        />
      );
    default:
      return <QuantityField key={settings[name]} name={name} value={settings[name]} />;
  }
}

/** A number with its unit; its error appears on leaving the field, and then nothing has been changed. */
function QuantityField({ name, value }: { name: QuantitySetting; value: number }) {
  const { parseUnit, format, example } = quantitySettings[name];
  const [text, setText] = useState(() => format(value));
  const [error, setError] = useState<string | null>(null);
  const commit = () => {
    try {
      const wanted = parseQuantity(text, parseUnit);
      const parsed = settingsSchema.shape[name].safeParse(wanted);
      if (!parsed.success) {
        setError(`${text} is out of range. Give a value from ${rangeWords(name)}.`);
        return;
      }
      setError(null);
      if (parsed.data === value) setText(format(value));
      else void ask({ [name]: parsed.data });
    } catch (problem) {
      if (!(problem instanceof ThreadlabError)) throw problem;
      setError(`${problem.message} For example ${example}.`);
    }
  };
  return (
    <TextField
      className="setting-field"
      label={settingTitles[name].title}
      hideLabel
      value={text}
      error={error}
      help={`${settingsSchema.shape[name].description ?? ''} From ${rangeWords(name)}.`}
      onChange={setText}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key !== 'Escape') return;
        setText(format(value));
        setError(null);
      }}
    />
  );
}

function rangeWords(name: QuantitySetting): string {
  const { format } = quantitySettings[name];
  const { minValue, maxValue } = settingsSchema.shape[name];
  return `${format(minValue ?? NaN)} to ${format(maxValue ?? NaN)}, default ${format(defaultSettings[name])}`;
}

function isLayout(name: keyof Settings): name is LayoutSettingName {
  return layoutSettings.some((one) => one === name);
}

function valueWords(name: keyof Settings, settings: Settings): string {
  if (isLayout(name)) return layoutWords(name, settings);
  if (isQuantity(name)) return quantitySettings[name].format(settings[name]);
  const value = settings[name];
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return (settingTitles[name].values[value] ?? value).toLowerCase();
}

/** True when the backend has taken the change; a refusal is said in its own words, and what was is in force again. */
async function ask(change: Partial<Settings>): Promise<boolean> {
  try {
    await changeSettings(change);
    return true;
  } catch (error) {
    if (!(error instanceof ThreadlabError) && !(error instanceof z.ZodError)) throw error;
    const unchanged = 'Nothing was changed.';
    const says = error.message.includes(unchanged) ? error.message : `${unchanged} ${error.message}`;
    showToast({ tone: 'bad', text: says });
    return false;
  }
}
