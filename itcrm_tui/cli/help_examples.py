"""Example lines of `add` and `edit`, for each kind; the tests run them all on the sample organization.

ID stands for an id as `itcrm list` prints it, of the kind before it or of the field it is given to.
"""

ADDING: dict[str, tuple[str, ...]] = {
    "settings": ("itcrm edit settings currency=CHF   # there is one record already",),
    "team": ('itcrm add team name="Field Support" lead=dkowalczyk',),
    "role": ("itcrm add role name=Cabling team=Networks",),
    "person": (
        'itcrm add person name="Maja Novak" login=mnovak weekly_hours=38.5',
        'itcrm add person name="Tom Field" role_shares="DBA:0.6;Network:0.4"',
    ),
    "time_off": ("itcrm add time_off person=dkowalczyk from=2027-02-01 to=2027-02-12",),
    "run_reserve": ("itcrm add run_reserve role=Network hours_a_week=16 from=2027-01-04",),
    "client": (
        'itcrm add client name="Spare Parts" code=SPA parent=ASV segment=key',
        'itcrm add client name=Works priorities="payslips on time;fewer tools"',
    ),
    "line_of_business": ("itcrm add line_of_business client=FIN name=Treasury headcount=12",),
    "stakeholder": (
        'itcrm add stakeholder client=FIN name="Ana Lund" role="decision maker"',
        'itcrm add stakeholder client=HR name="Jo Berg" influence=4 support=-1',
    ),
    "facet_confirmation": ("itcrm add facet_confirmation client=FIN facet=priorities confirmed_on=today",),
    "service": ('itcrm add service name="Video studio" code=STUDIO lead_time_days=10',),
    "internal_note": ('itcrm add internal_note service=CHAT body="Licences end in May."',),
    "service_level": ('itcrm add service_level service=CHAT metric="Time to answer" target=30',),
    "measurement": ("itcrm add measurement service_level=ID measured_on=2026-10-31 value=99.7",),
    "rate": ("itcrm add rate service=CHAT unit=user price=4.50 from=2027-01-01",),
    "effort": ("itcrm add effort service=CHAT role=Server hours=0h30",),
    "subscription": ("itcrm add subscription client=FIN service=CHAT quantity=40 charging=flat",),
    "negotiated_price": ("itcrm add negotiated_price subscription=ID price=3.90 from=2027-01-01",),
    "usage": ("itcrm add usage client=FIN service=CHAT month=2026-10 quantity=38",),
    "commitment": (
        'itcrm add commitment client=FIN title="VPN for 40 users" due=+6w',
        'itcrm add commitment client=HR title="New phones" owner=dkowalczyk',
    ),
    "requirement": (
        "itcrm add requirement commitment=ID role=Network hours=30",
        "itcrm add requirement commitment=ID kind=thing thing=licence needed_by=+4w",
    ),
    "answer": ("itcrm add answer requirement=ID answer=accepted answered_by=dkowalczyk",),
    "progress": ("itcrm add progress requirement=ID hours_left=12 reported_on=today",),
    "feedback": (
        'itcrm add feedback kind=complaint client=FIN subject="Mail is slow"',
        'itcrm add feedback kind=compliment service=CHAT subject="Well done" csat=5',
    ),
    "touchpoint": ('itcrm add touchpoint kind=visit client=FIN planned_at="2027-01-15 09:30"',),
    "follow_up": ('itcrm add follow_up touchpoint=ID text="Send the offer" due=fri',),
    "external_reference": ("itcrm add external_reference record_kind=client record=FIN system=ERP key=42",),
    "capacity_check": ("itcrm check ID   # the check writes what it says",),
    "override": ('itcrm promise ID --override-by mkeller --why "The board asks"',),
    "renegotiation": ('itcrm renegotiate ID --due +2w --agreed-by "A. Lund" --why "Later"',),
    "miss_review": ('itcrm add miss_review commitment=ID causes="estimate wrong;supplier" due=+2w',),
}

EDITING: dict[str, tuple[str, ...]] = {
    "settings": (
        "itcrm edit settings time_zone=Europe/Berlin currency=CHF",
        'itcrm edit settings working_days="mon;tue;wed;thu"',
    ),
    "team": ('itcrm edit team Networks deputy="Dana Kowalczyk"',),
    "role": ("itcrm edit role DBA team=Networks",),
    "person": (
        'itcrm edit person dkowalczyk role_shares="Relationships:0.5;DBA:0.2"',
        'itcrm edit person "Dana Kowalczyk" phone=',
    ),
    "time_off": ("itcrm edit time_off ID from=2027-02-01 to=2027-02-05",),
    "run_reserve": ("itcrm edit run_reserve ID hours_a_week=20",),
    "client": (
        "itcrm edit client FIN tier=2 segment=key",
        'itcrm edit client "Human Resources" deputy= tags="audit;pilot"',
    ),
    "line_of_business": ("itcrm edit line_of_business ID headcount=14",),
    "stakeholder": ('itcrm edit stakeholder ID role="financial approver" left_on=today',),
    "facet_confirmation": ("itcrm edit facet_confirmation ID confirmed_on=2026-10-01",),
    "service": (
        'itcrm edit service CHAT phase=retiring successor="Mail and calendar"',
        'itcrm edit service CHAT open_to=clients open_to_clients="FIN;HR"',
    ),
    "internal_note": ('itcrm edit internal_note ID body="Licences end in June."',),
    "service_level": ('itcrm edit service_level ID target=99.5 unit="%"',),
    "measurement": ("itcrm edit measurement ID value=99.2",),
    "rate": ("itcrm edit rate ID price=4.75",),
    "effort": ("itcrm edit effort ID hours=1.5",),
    "subscription": ('itcrm edit subscription ID satisfaction=4 why="It just works."',),
    "negotiated_price": ("itcrm edit negotiated_price ID price=3.70",),
    "usage": ("itcrm edit usage ID quantity=41",),
    "commitment": ("itcrm edit commitment ID due=+8w owner=dkowalczyk",),
    "requirement": ("itcrm edit requirement ID needed_by=+5w",),
    "answer": ('itcrm edit answer ID answer=declined reason="Two of us are away."',),
    "progress": ("itcrm edit progress ID hours_left=6",),
    "feedback": ('itcrm edit feedback ID assignee=dkowalczyk answer="It is repaired."',),
    "touchpoint": ('itcrm edit touchpoint ID held_at="2026-11-02 09:30" minutes=1h15',),
    "follow_up": ("itcrm edit follow_up ID done_on=today",),
    "external_reference": ("itcrm edit external_reference ID system=SAP",),
    "capacity_check": ('itcrm edit capacity_check ID notes="Said on the phone"',),
    "override": ('itcrm edit override ID reason="The board asked for it twice"',),
    "renegotiation": ("itcrm edit renegotiation ID agreed_on=today",),
    "miss_review": ("itcrm edit miss_review ID done_on=today",),
}
