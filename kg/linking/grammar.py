"""Link, the grammar of noun phrases: patterns over one letter a chunk.

A cascade after Hobbs et al., FASTUS (1997): "Bihar Congress chief Akhilesh Prasad Singh" is the
letters L O T P, and one phrase.
"""

from __future__ import annotations

import re

# Letters are those of kg.linking.chunks. An office: what qualifies it, the title, what holds it.
_BEFORE = r"(?:(?:[OLAN]s?|(?<=O)\([ON]\)|[MFInK-]s?)*)"  # Foo Party (FP) senior leader
_IN = (
    r"(?:(?:,?o|f)d?[AM]*(?:[OLN]s?)+(?:\(.\))?(?:M{1,2}(?=[,)c]|$))?"  # of the Lok Sabha
    r"|f(?:d[LOAM]*s?T|[LOAM]*s?T(?![HMFA]*P))"  # to the Prime Minister
    r"|,?[of]K+(?:cK+)*"  # for Road Transport & Highways
    r"|,?[of]?[KM](?=,)|[of]d?[KM]+(?=[HP]))"  # , organisation,
)
_ORG = r"(?:,O(?:\(.\))?(?:,L)?(?=[,w)]|$))"  # Mr Sen, president, Foo Party, Assam,
TAIL = re.compile(rf"(?:\(.{{1,2}}\))?(?:{_IN})*{_ORG}?")
_OFFICE = rf"{_BEFORE}T(?:\(.{{1,2}}\))?(?:{_IN})*"
# Before a name a comma parts two people's offices ("Foo's leader, Minister Sen") but in two cases.
_SOME = r"(?:(?:o[dp]?|f[dp])[AMKnFONw]{1,4}){1,2}(?:[of]d?[AM]*[OLN])?"  # of a group of Fooians
_OFFICES = rf"{_OFFICE}(?:(?:{_SOME}(?=c)|(?=[,c]))(?:,?c|,(?!A*[OLN]s))[dp]?{_OFFICE})*"
_TITLED = rf"{_OFFICE}(?:,?c[dp]?{_OFFICE}|,T[KM]+(?=,)|{_SOME}(?=,[HMFA]*P))*"
_LOOSE = rf"{_BEFORE}[ST](?:\(.{{1,2}}\))?(?:{_IN}|[of]dw)?"  # senior observers for the polls
# Behind a place a comma joins only where "and" comes: "In Foo, leaders" are of no place.
_JOINT = r"(?:(?<=[MOANST])(?:,|,?c)|(?<=L)(?:,(?=[LA,]*c)|,?c))(?=[MOLANST])"
_MEMBER = rf"(?:[MOLANFnKI-]s?|[ST](?=[cGST])|{_JOINT})*[GS]"
_WHOSE = r"(?:[of]w?[dpq]?(?:[MFOLANKn]s?)*(?:[GS]|[OLMN])(?:(?:,c?|c)[MA]*[OLN](?![TGS]))*)"
_END = rf"(?=[,)wc-]|[of](?![OL])|$)(?!,[OL]sT|c[dp]?{_OFFICE},[OL]sT)"
# "a fiery Bar Party leader", "a Foo analyst and senior fellow": words that only describe
_ASIDE = r"[HMFIAn]*(?:w[Mw]{0,2}(?:[of]A*[LO])?(?:cd?[HMFIAn]*)?)?"
PHRASE = re.compile(
    rf"""
      (?P<person>[dp]?(?:{_TITLED},?|{_LOOSE}|\({_OFFICE}\))?[HMFA]*P(?:j)?(?:,n(?=,)|\(n\))?
         (?P<after>[,-](?:w?d{_ASIDE}{_OFFICES}{_END}  # Senator Das, the leader, Mr Sen
             |p?[HMFI]*{_OFFICES}{_ORG}?{_END}(?!,?(?:c?{_OFFICES},?)?[HcMFA]*P))
           |\({_OFFICE}\)  # Sen (then minister)
           |\(O(?:-[LON])?\)|od?O(?![TS])|(?<=P)oL(?=[,wc)]|$))?)
    | (?P<group>(?![c,])[dpq]?{_MEMBER}(?:(?:,c?|c)[MOLA]*[GS])*(?:{_WHOSE})?)
    | (?P<office>[dp]?{_OFFICES})
    | (?P<org>[dp]?A*O)
    | (?P<place>L)
    | (?P<party>[dp]M(?=[wcsof,]|$))
    """,
    re.VERBOSE,
)
# Where a phrase may begin: what heads it stands in reach. No other place is looked at.
START = re.compile(r"(?![,)cs])[dpq]?[AFHIKMNn(),cs-]*[PGSTOL]|[dp]M")
PARTED = re.compile(rf"(?P<office>d{_TITLED}),[HMFA]*P")
# "The convener of the front, Foo Party chief Sen, said"
TWICE = re.compile(rf"(?P<person>d{_OFFICE},{_OFFICE}[HMFA]*P)(?P<after>)(?=,w)")
# "with Fooish presidential nominee, Vice President Sen.": what of a country or party leads to it
CLOSED = re.compile(rf"(?P<person>[OLA]s?{_BEFORE}T,[HMFA]*TP)(?P<after>)(?=,w|w|$)")
# "Mr Sen, Finance Minister, Mr Das, general secretary": the offices behind the names
STYLED = re.compile(rf"(?P<person>H+P(?P<after>,{_OFFICES}))(?=,?c?,?H+P)")
# "the chancellor, Sen, the secretary, Das": each office goes with the name behind it
PAIRED = re.compile(r",[HMFA]*P")
# "named for the office of mayor, former minister Sen": what he is named for
AIMED = re.compile(rf"[dp]?{_OFFICE}(?=,)")
# "two ministers, Sen and Das,": the names
NAMED = re.compile(r",H*P(?:,H*P)*,?cH*P")
# "Sen as chancellor, Das as secretary"
AS_PARTED = re.compile(rf"(?P<office>[dp]?{_OFFICE}),[HMFA]*P")
