export function RunsRoom() {
  return <main className="room" />;
}
