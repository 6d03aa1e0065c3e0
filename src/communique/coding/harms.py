"""Words for attacks, and for what they do to people and things."""

# Who is blamed for these is whose they are or by whom, and nobody whom they befall.
HARMS = frozenset(
    """attack assault bombing shelling killing murder massacre assassination shooting strike
    airstrike raid invasion aggression kidnapping abduction beating torture poisoning persecution
    slaughter stabbing ambush hijacking bombardment onslaught atrocity violence incursion hacking
    cyberattack arson lynching rape beheading execution death explosion blast crash shootdown
    downing sinking ramming harassment intimidation""".split()
)
# "rammed the gate, killing two": what an attack does to people and things is the attack.
TOLL = frozenset("kill wound injure maim hurt destroy damage leave claim".split())
