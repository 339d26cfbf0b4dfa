"""The screens: Textual over the services. This page is the map for whoever writes a screen.

How it holds together
    start.py → app.py (CoachdeskApp) → screens/ → widgets/. A key becomes a command (`commands/registry.py`), the
    command calls a method of the screen, the method asks a service verb through the desk thread (`bridge.py`), the
    answer is a frozen view, the screen paints the view. No screen knows another: it says
    `self.desk_app.open_record("client", id)`.

How it is painted
    A key's changes come in one picture: `painting.py` lays out and paints a screen a few turns of the event loop later,
    `pictures.py` keeps the old screen in sight until the new one is read. `behind.py` names what is imported, read and
    made while nobody waits for it.

To add a screen for a noun
    1. `screens/clients.py`: a class of `screens/base.DeskScreen` with `place` (its name in the registry) and `tab` (the
       numbered screen it belongs to), `body()`, `async load()` and `paint(view)`. A page of one record takes the
       record's id in its constructor.
    2. `screens/table.py`: name it in `TABS` or `RECORDS`.
    3. `commands/clients.py`: a tuple `COMMANDS` of `Command`; add the module to `registry._MODULES`. `run` names a
       method of the screen: plain for what is instant, `async` for what asks the desk or the person.
    4. Styles: `DEFAULT_CSS` of the class, or a `.tcss` file beside it in which every rule begins with the class's name
       (Textual's CSS_PATH is global: a bare rule would leak to all other screens; a test looks).

What a screen uses
    self.ask("clients.page", id)    read; verbs are named, so that services are imported in the desk thread
    self.do("clients.add", …)       write; the screen in sight is read anew afterwards
    self.answer(heading, sentence)  the first line
    self.lines                      its LineList: show(rows), current, selected, go_to(id)
    self.name_of(x), self.words_of(x)   people's names and words, as privacy mode allows
    self.facts()                    override: words for `Context.facts`, such as {"draft"}
    say(app, what, next_key, about=name)                             in passing (`say.py`)
    await ask_yes_no / choose / pick / ask_text(app, …)              questions (`widgets/dialogs.py`)
    await app.fill_in(Form(title, fields, save, values, check, name, about))   a form (`widgets/form.py`)
    app.open_record(kind, id), app.go(place), app.changed()
    app.open_record(kind, id, then="noun.verb", errand=True)         does that there as well, and comes back
    QuestionKeys                    a page with a moment: `Q` opens its checklist, and how many questions wait is said
    self.links(), self.link_name()   on a page of somebody: what is caught over it belongs to them (`one_list.py`)
    TaskKeys, task_words             a list or page of tasks: every key of a task, and its line in words
    LateRows                         rows of a long list, made when they are first seen
    PeopleList                       a list that is narrowed as one types, in orders and by kinds
    EchoLine, ask_line()             one line that is said back in words as it is typed, such as that of `a` and `m`

What nobody does
    Build `Static`, `Label` or `notify` from text (use `Words`, `say`), interpret markup, catch exceptions to show them
    (a CoachdeskError that is let through is shown as its own line), import a service at the top of a screen, sleep.
"""
