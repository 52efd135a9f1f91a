export function LabRoom() {
  return <main className="room" />;
}
