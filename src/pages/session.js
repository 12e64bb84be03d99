/**
 * The bar at the top of GraphiQL and of the reference. It signs in, keeps the token in this browser, and offers a button
 * for each account of the demo workspace. On a demo it signs in by itself.
 */
(() => {
  const KEY = 'keynest-session';
  const DEFAULT_EMAIL = 'landlord@example.com';
  const config = JSON.parse(document.getElementById('config').textContent);
  const { demo } = config;
  const isDemo = demo !== null && demo.password !== null;
  const bar = document.getElementById('session');
  const note = document.createElement('output');
  const listeners = [];
  let session = read();

  function read() {
    try {
      return JSON.parse(localStorage.getItem(KEY));
    } catch {
      return null;
    }
  }

  function keep(next) {
    session = next;
    if (next) localStorage.setItem(KEY, JSON.stringify(next));
    else localStorage.removeItem(KEY);
    show();
    for (const listener of listeners) listener(next);
  }

  /** The server's own requests, without the token. */
  const plainFetch = window.fetch.bind(window);

  async function signIn(email, password) {
    note.textContent = 'Signing in …';
    const response = await plainFetch('/v1/auth/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    const body = await response.json();
    if (!response.ok) {
      keep(null);
      note.textContent = body.detail;
      return;
    }
    keep({ email, token: body.token, role: body.user.role });
  }

  /** A token ends after some hours, and with a new demo database. */
  async function isValid() {
    const response = await plainFetch('/v1/auth/session', {
      headers: { accept: 'application/json', authorization: `Bearer ${session.token}` },
    });
    return response.ok;
  }

  function button(label, isPressed, act) {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = label;
    made.setAttribute('aria-pressed', String(isPressed));
    made.addEventListener('click', act);
    return made;
  }

  function demoButtons() {
    return demo.emails.map((email) => {
      const made = button(email.split('@')[0], session?.email === email, () => signIn(email, demo.password));
      made.title = `Sign in as ${email}`;
      return made;
    });
  }

  function form() {
    const made = document.createElement('form');
    const field = (type, name, hint) => {
      const input = document.createElement('input');
      Object.assign(input, { type, name, placeholder: hint, required: true, autocomplete: 'on' });
      input.setAttribute('aria-label', hint);
      return input;
    };
    const email = field('email', 'email', 'E-mail address');
    const password = field('password', 'password', 'Password');
    const submit = document.createElement('button');
    submit.textContent = 'Sign in';
    made.append(email, password, submit);
    made.addEventListener('submit', (event) => {
      event.preventDefault();
      signIn(email.value, password.value);
    });
    return made;
  }

  function show() {
    const home = document.createElement('a');
    home.href = '/';
    home.textContent = 'KeyNest';
    note.textContent = session ? `Signed in as ${session.email}` : 'Not signed in';
    const doors = isDemo ? demoButtons() : session ? [] : [form()];
    const out = session ? [button('Sign out', false, () => keep(null))] : [];
    bar.replaceChildren(home, ...doors, ...out, note);
  }

  async function start() {
    show();
    if (session && (await isValid())) return;
    const email = session?.email ?? DEFAULT_EMAIL;
    if (isDemo && demo.emails.includes(email)) await signIn(email, demo.password);
    else if (session) keep(null);
  }

  window.KeyNest = {
    config,
    /** Settled once the page knows whether somebody is signed in. */
    ready: start().catch(() => undefined),
    token: () => session?.token ?? null,
    onChange: (listener) => listeners.push(listener),
  };
})();
