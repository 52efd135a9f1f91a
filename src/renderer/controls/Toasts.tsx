/** The toasts on the screen. Mounted once, in the frame. */
import { Icon, type IconName } from './Icon.tsx';
import { dismissToast, useToasts, type Toast } from './toastStore.ts';

const icons = { good: 'passed', warn: 'warning', bad: 'failed', none: 'document' } as const satisfies Record<
  Toast['tone'],
  IconName
>;

/** Bottom right; each is announced politely once. */
export function Toasts() {
  const shown = useToasts((state) => state.shown);
  return (
    <output className="toasts" aria-label="What happened">
      {shown.map((toast) => (
        <div key={toast.id} className={`toast toast-${toast.tone}`}>
          <Icon name={icons[toast.tone]} size={15} />
          <span>{toast.text}</span>
          {[toast.action, toast.more].map(
            (action) =>
              action !== undefined && (
                <button
                  key={action.label}
                  type="button"
                  className="link"
                  onClick={() => {
                    dismissToast(toast.id);
                    action.onPick();
                  }}
                >
                  {action.label}
                </button>
              ),
          )}
          <button type="button" className="toast-close" aria-label="Dismiss" onClick={() => dismissToast(toast.id)}>
            <Icon name="close" size={12} />
          </button>
        </div>
      ))}
    </output>
  );
}
