const PATHS = {
  home: 'M3 8l6-5 6 5v7H3zM7 15v-4h4v4',
  queue: 'M2 4h14M2 9h10M2 14h7M13 12l2 2 3-4',
  inbox: 'M2 10l2-7h10l2 7v5H2zM2 10h4l1 2h4l1-2h4',
  threads: 'M3 4h12v8H9l-4 3v-3H3zM6 8h6',
  settings:
    'M9 6.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM9 2v2M9 14v2M2 9h2M14 9h2M4 4l1.5 1.5M12.5 12.5L14 14M14 4l-1.5 1.5M5.5 12.5L4 14',
  calendar: 'M3 4h12v11H3zM3 7.5h12M6 2v3M12 2v3',
  members: 'M7 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 15c0-3 2-4.5 5-4.5s5 1.5 5 4.5M12 3.4a3 3 0 0 1 0 5.2M13.5 10.8c1.6.6 2.5 2 2.5 4.2',
  reports: 'M3 15V8M7 15V3M11 15v-5M15 15V6',
  mediations: 'M2 3h8v6H6l-2 2V9H2zM12 7h4v6h-2v2l-2-2H8v-2',
  invitations: 'M2 4h14v10H2zM2 5l7 5 7-5',
  audience: 'M1.5 9c2-3.4 4.5-5 7.5-5s5.5 1.6 7.5 5c-2 3.4-4.5 5-7.5 5S3.5 12.4 1.5 9zM9 7a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
  testimonies: 'M2 3h14v9H8l-4 3v-3H2zM5.5 6.5h2v2h-2zM10.5 6.5h2v2h-2z',
  more: 'M3 9h.01M9 9h.01M15 9h.01',
};

export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg
      viewBox="0 0 18 18"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linecap="round"
      stroke-linejoin="round"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
