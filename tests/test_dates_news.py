"""What each time expression of the news is worth, its words and value beside it in the text."""

from __future__ import annotations

import re
from datetime import date

import pytest

from communique.mentions.dates import find_dates

PUBLISHED = date(2013, 3, 20)  # a Wednesday

# "[words|TIMEX3 value]" is a time expression, all else is none.
TEXTS = """
The minister resigned on [Tuesday|2013-03-19].
The pact was signed on [Tuesday, March 19|2013-03-19], in Lima.
The pact was signed on [March 19|2013-03-19].
The pact was signed on [19 March|2013-03-19].
The pact was signed on [March 19, 2012|2012-03-19].
The pact was signed on [19 March 2012|2012-03-19].
The pact was signed on [Monday, March 19, 2012|2012-03-19].
The pact was signed on [Monday 19 March 2012|2012-03-19].
The pact was signed on [Mon, 19 Mar 2012|2012-03-19].
The pact was signed on [the 19th of March 2012|2012-03-19].
The pact was signed on [March 19th, 2012|2012-03-19].
The pact was signed on [March 19th|2013-03-19].
The pact was signed on [19/03/2012|2012-03-19].
The pact was signed on [2012-03-19|2012-03-19].
The pact was signed on [Sept. 19, 2012|2012-09-19].
The pact was signed in [Sept. 2012|2012-09].
The pact was signed in [September 2012|2012-09].
The pact was signed in [September, 2012|2012-09].
The pact was signed in [September of 2012|2012-09].
The pact was signed in [September|2012-09].
The pact was signed in [September last year|2012-09].
The pact was signed in [September this year|2013-09].
The pact was signed [last September|2012-09].
The pact will be signed [next September|2013-09].
Members will debate his [December 25|2012-12-25] call with the envoy.
Members will debate the [December|2012-12] accord.
Members will debate in [December|2013-12].
The pact will be signed [this September|2013-09].
The pact was signed [this month|2013-03].
The pact was signed [last month|2013-02].
The pact was signed [earlier this month|2013-03].
The pact was signed [late last month|2013-02].
The pact will be signed [later this month|2013-03].
The pact will be signed [early next month|2013-04].
The pact will be signed at [the end of the month|2013-03].
The pact will be signed at [the end of this year|2013].
The pact will be signed by [the end of 2014|2014].
The pact will be signed by [year's end|2013].
The pact was signed at [the beginning of the year|2013].
The pact was signed in [the middle of last year|2012].
The pact was signed in [mid-2012|2012].
The pact was signed in [mid-January|2013-01].
The pact was signed in [late January|2013-01].
The pact was signed in [early 2012|2012].
The pact was signed in [the first half of 2012|2012-H1].
The pact was signed in [the first half of the year|2013-H1].
Profits rose in [the fourth quarter of 2012|2012-Q4].
Profits rose in [the fourth quarter|2012-Q4].
Profits rose in [the first quarter|2013-Q1].
Profits rose in [Q3 2012|2012-Q3].
Profits rose in [the third quarter of last year|2012-Q3].
Profits fell [last quarter|2012-Q4].
Profits fell in [the second quarter this year|2013-Q2].
Spending rose in [fiscal 1997|1997].
Spending rose in [fiscal year 2012|2012].
Spending rose in [FY2012|2012].
The army took power [last week|2013-W11].
The army took power [this week|2013-W12].
The army will leave [next week|2013-W13].
The army left [earlier this week|2013-W12].
The army will leave [later this week|2013-W12].
The army will leave [early next week|2013-W13].
The army left [late last week|2013-W11].
The army left [last Friday|2013-03-15].
The army will leave [next Friday|2013-03-22].
The army will leave [this Friday|2013-03-22].
The army will leave [this coming Friday|2013-03-22].
The army left [this past Friday|2013-03-15].
The army will leave [the coming week|2013-W13].
The army left [the previous week|2013-W11].
The army left [Friday night|2013-03-15TNI].
The army left [Monday morning|2013-03-18TMO].
The army left [late Monday|2013-03-18].
The army left [early Monday|2013-03-18].
The army left on [Monday afternoon|2013-03-18TAF].
The army left on [Monday evening|2013-03-18TEV].
The army left [late Monday night|2013-03-18TNI].
The army left [early Monday morning|2013-03-18TMO].
The army left [last night|2013-03-19TNI].
The army left [this morning|2013-03-20TMO].
The army left [this afternoon|2013-03-20TAF].
The army will leave [tonight|2013-03-20TNI].
The army will leave [tomorrow morning|2013-03-21TMO].
The army left [yesterday evening|2013-03-19TEV].
The army left [yesterday|2013-03-19].
The army leaves [tomorrow|2013-03-21].
The army leaves [today|2013-03-20].
The army left [earlier today|2013-03-20].
The army left [the day before yesterday|2013-03-18].
The army left at [10 a.m.|2013-03-20T10:00] and returned.
The army left at [10:30 pm Monday|2013-03-18T22:30].
The army left at [1730 GMT|2013-03-20T17:30] in trucks.
The army left at [midnight|2013-03-20T24:00].
The army left at about [8 pm|2013-03-20T20:00].
The army left over [the weekend|2013-W11-WE].
The army left [last weekend|2013-W11-WE].
The army left at [the weekend|2013-W11-WE].
The army will leave [this weekend|2013-W12-WE].
The army will leave [next weekend|2013-W13-WE].
He was jailed [three years ago|2010].
He was jailed [a year ago|2012].
He was jailed [two months ago|2013-01].
He was jailed [two weeks ago|2013-W10].
He was jailed [a week ago|2013-W11].
He was jailed [five days ago|2013-03-15].
He was jailed [10 years ago|2003].
He was jailed [more than a decade ago|2003].
He was jailed [nearly two decades ago|1993].
He was jailed [some years ago|PAST_REF].
He was jailed [a few days ago|PAST_REF].
He was jailed [years ago|PAST_REF].
He was jailed [several months ago|PAST_REF].
He was jailed for [three years|P3Y].
He was jailed for [three months|P3M].
He was jailed for [18 months|P18M].
He was jailed for [a year and a half|P1.5Y].
He was jailed for [two and a half years|P2.5Y].
He was jailed for [six and a half years|P6.5Y].
He was jailed for [a year|P1Y].
He was jailed for [nearly a year|P1Y].
He was jailed for [more than two years|P2Y].
He was jailed for [at least 15 years|P15Y].
He was jailed for [decades|PXY].
He was jailed for [several years|PXY].
He was jailed for [a few days|PXD].
He was jailed for [half a century|P50Y].
He was jailed for [half a year|P6M].
He was jailed for [48 hours|PT48H].
He was jailed for [an hour and a half|PT1H30M].
He was jailed for [dozens of years|PXY].
He spoke for [45 minutes|PT45M].
He spoke for [half an hour|PT30M].
He faces a [20-year|P20Y] sentence.
He faces a [four-day|P4D] trip.
He ended a [year-long|P1Y] fast.
He ended a [decades-long|PXY] war.
He ended a [decade-old|P10Y] war.
He ended a [two-and-a-half-year|P2.5Y] war.
Prices rose in [the past two decades|P20Y].
Prices rose in [the past decade|P10Y].
Prices rose in [the last three months|P3M].
Prices rose in [the past year|P1Y].
Prices rose in [the last few years|PXY].
Prices rose in [recent weeks|PXW].
Prices rose in [recent months|PXM].
Prices will rise in [the next five years|P5Y].
Prices will rise in [the coming weeks|PXW].
Prices will rise in [coming months|PXM].
Prices will rise over [the next decade|P10Y].
Prices will rise within [24 hours|PT24H].
Prices rose in [the first nine months|P9M] of the plan.
Prices rose in [the 1990s|199X].
Prices rose in [the late 1980s|198X].
Prices rose in [the mid-1970s|197X].
Prices rose in [the '60s|196X].
Prices rose in [the sixties|196X].
Prices rose in [the 19th century|18].
Prices rose in [the 21st century|20].
Prices rose in [this century|20].
Prices rose [this decade|201X].
Prices rose in [the spring|2013-SP].
Prices rose [last summer|2012-SU].
Prices rose in [the summer of 2011|2011-SU].
Prices rose in [winter|2012-WI].
Prices will rise [next fall|2013-FA].
Prices will rise [this summer|2013-SU].
Prices rose in [autumn 2011|2011-FA].
He recalls [now|PRESENT_REF] what was said.
The law is [currently|PRESENT_REF] under review.
He [recently|PAST_REF] moved abroad.
It is not safe at [the moment|PRESENT_REF].
It is not safe [these days|PRESENT_REF].
It may change in [the future|FUTURE_REF].
It may change in [the near future|FUTURE_REF].
It changed in [the past|PAST_REF].
They meet [every day|P1D].
They meet [every Monday|XXXX-WXX-1].
They meet [each year|P1Y].
They meet [twice a week|P1W].
They meet [once a year|P1Y].
They meet [weekly|P1W].
They meet [annually|P1Y].
They meet [every two years|P2Y].
They meet [every four years|P4Y].
They meet [every other day|P2D].
They earn 5 dollars [a day|P1D].
They earn 5 dollars [per day|P1D].
They meet on [Mondays|XXXX-WXX-1].
They publish a [monthly|P1M] report.
They publish a [quarterly|P3M] report.
They meet [every night|XXXX-XX-XXTNI].
They meet on [Christmas Day|2012-12-25].
They met on [Christmas Eve|2012-12-24].
They met on [New Year's Eve|2012-12-31].
They will meet on [Good Friday|2013-03-29].
They will meet on [Easter Sunday|2013-03-31].
They will meet at [Easter|2013-03-31].
They met on [Thanksgiving|2012-11-22].
They met on [Labor Day|2012-09-03].
They met on [Valentine's Day|2013-02-14].
They met on [the second week of May 2012|2012-W19].
They will meet in [the second week of May|2013-W19].
They will meet on [the last Friday of April|2013-04-26].
They met on [the first day of 2013|2013-01-01].
They met on [the third Monday of January|2013-01-21].
They met from [March 3|2013-03-03] to [March 5|2013-03-05].
They met from [March 3|2013-03-03] to [5|2013-03-05].
They met on [March 3|2013-03-03]-[5|2013-03-05].
They met between [2010|2010] and [2012|2012].
They met from [Monday|2013-03-18] to [Wednesday|2013-03-20].
They ruled from [1996|1996] to [2001|2001].
They ruled in [1996|1996]-[2001|2001].
He has ruled since [2001|2001].
He won the [1998|1998] election.
He won the [2010|2010] vote.
He condemned the [Sept. 11, 2001|2001-09-11], attacks.
He condemned the [Aug. 7|2012-08-07] attack.
He wrote the [January 2009|2009-01] report.
He attended [Friday|2013-03-15]'s summit.
He attended [last year|2012]'s summit.
He attended [last week|2013-W11]'s summit.
He attended [this year|2013]'s summit.
He fled on [March 1|2013-03-01]. [Two days later|2013-03-03] he died.
He fled on [March 1|2013-03-01]. [The next day|2013-03-02] he died.
He fled on [March 1|2013-03-01]. [The following day|2013-03-02] he died.
He fled on [March 1|2013-03-01] and died [the same day|2013-03-01].
He fled on [March 1|2013-03-01] and died [that day|2013-03-01].
He fled in [2009|2009] and died [that year|2009].
He fled in [2009|2009] and died [the following year|2010].
He fled in [2009|2009] and died [two years later|2011].
He fled in [2009|2009] and died [later that year|2009].
He fled in [May 2009|2009-05] and died [that month|2009-05].
He fled in [May 2009|2009-05] and died [a month later|2009-06].
He fled in [January|2013-01], compared with [December|2012-12].
Sales rose 3 percent in [February|2013-02] from [a year earlier|2012-02].
Sales rose 3 percent in [February|2013-02] from [a month earlier|2013-01].
The rate was 4 percent, compared with 5 percent [a year earlier|2012].
The rate was 4 percent, up from [the previous year|2012].
The rate was 4 percent, up from [the previous month|2013-02].
He turned up in [2013|2013].
Theresa May left in [May|2012-05].
March protests began in [March|2013-03].
He was born in [1945|1945].
He was born on [1 May 1945|1945-05-01].
He was born [August 5, 1961|1961-08-05].
He ruled (born [1945|1945]).
The storm may hit by [late Wednesday|2013-03-20].
The storm will hit on [Saturday|2013-03-23].
The storm could hit as early as [Saturday|2013-03-23].
The vote is due on [April 14|2013-04-14].
The vote is due in [April|2013-04].
The vote is set for [April 14|2013-04-14].
The vote was held on [Oct. 7|2012-10-07].
The vote was held [a day earlier|2013-03-19].
This is a [21st century|20] war.
This is a [16th-century|15] tower.
He toured on [Tuesday|2013-03-19] and [Wednesday|2013-03-20].
He met him in [January|2013-01] and [February|2013-02].
He met him in [January|2013-01] and [February 2013|2013-02].
He met him in [2008|2008], [2009|2009] and [2011|2011].
The trip begins on [Mar. 25|2013-03-25].
The trip began in [Dec.|2012-12] last.
Growth in [2012|2012]-[13|2013] was slow.
Growth in [January|2013-01]-[March|2013-03] was slow.
Growth in the [January|2013-01]-[March|2013-03] period was slow.
It is open [Monday|2013-03-18] through [Friday|2013-03-22].
He fled on [the night of March 3|2013-03-03TNI].
He fled on [the morning of March 3|2013-03-03TMO].
He fled on [the evening of Feb. 3|2013-02-03TEV].
[One day|P1D] he will leave.
He stays [another year|P1Y].
It is the first strike in [five years|P5Y].
It is the first strike in [years|PXY].
It is the first strike in [more than a decade|P10Y].
It is the first strike since [the 1970s|197X].
It is the worst in [decades|PXY].
It is the worst in [nearly 30 years|P30Y].
He will be back in [three years|P3Y].
He will be back in [two weeks|P2W].
He will be back in [10 days|P10D] or [two weeks|P2W].
He will be back within [a week|P1W].
He has been at it for [the past 18 months|P18M].
He has been at it for [six-month|P6M] spells.
A [10-year|P10Y], $3 billion deal was signed.
[Six weeks|P6W] of talks failed.
[Ten years|P10Y] of war ended.
[Two years|P2Y] after the quake, the town is empty.
[A month|P1M] after the quake, the town is empty.
[Weeks|PXW] of protests followed.
[Hours later|FUTURE_REF], he quit.
[Minutes later|FUTURE_REF] he quit.
[A few hours later|FUTURE_REF], he quit.
He quit in [the last days|PXD] of the war.
He quit in [the final weeks|PXW] of the war.
He quit after [three days|P3D] of talks.
He quit after [almost a year|P1Y] in office.
It costs 3 million [a month|P1M].
It costs 3 million euros [annually|P1Y].
It costs 3 million euros [per year|P1Y].
It carries 3 million barrels [per day|P1D].
It carries 3 million barrels [a day|P1D].
It carries 3 million barrels [daily|P1D].
There are [daily|P1D] flights.
There is a [weekly|P1W] briefing.
It is a [24-hour|PT24H] strike.
It is a [72-hour|PT72H] truce.
It is a [two-hour|PT2H] talk.
It lasted [two hours and 15 minutes|PT2H15M].
It lasted [90 seconds|PT90S].
It lasted [one year and two months|P1Y2M].
It took [8 minutes, 30 seconds|PT8M30S].
On [Monday|2013-03-18] at around [8:30 a.m.|2013-03-18T08:30], it blew up.
At [3 o'clock|2013-03-20T03:00] it blew up.
At [three o'clock in the afternoon|2013-03-20T15:00] it blew up.
At [7 in the morning|2013-03-20T07:00] it blew up.
At [0730 GMT|2013-03-20T07:30] it blew up.
It blew up at [11am|2013-03-20T11:00].
It blew up at [11:30pm|2013-03-20T23:30].
It blew up [Sunday night|2013-03-17TNI].
It blew up [late Sunday|2013-03-17] near the port.
He said [Wednesday|2013-03-20] he will go [Thursday|2013-03-21].
He said on [Wednesday|2013-03-20] that talks on [Thursday|2013-03-21] would fail.
He is to speak on [Thursday|2013-03-21].
He is due to speak [Thursday|2013-03-21].
He speaks on [Thursday|2013-03-21].
A court will rule [Friday|2013-03-22].
A court is expected to rule on [Friday|2013-03-22].
The vote, due on [Sunday|2013-03-24], is tight.
The vote [Sunday|2013-03-24] will decide.
[Sunday|2013-03-24]'s vote will decide.
Ahead of [Sunday|2013-03-24]'s vote, they fled.
He plans to fly home on [Saturday|2013-03-23].
He would fly home on [Saturday|2013-03-23], he said.
He told reporters on [Saturday|2013-03-16].
The [Saturday|2013-03-16] attack killed two.
He was killed in an attack [Saturday|2013-03-16].
It opens in [April|2013-04].
It opened in [April|2012-04].
It was to open in [April|2013-04].
It will open in [February|2014-02].
It was opened in [late 2012|2012].
By [late 2014|2014] troops will leave.
By [2015|2015] troops will leave.
In [March 2012|2012-03], he won; [two months later|2012-05] he fell ill.
In [1992|1992] he won. [Ten years later|2002] he lost.
In [1992|1992] he won. In [May of that year|1992-05] he lost.
In [1992|1992] he won. He had lost [four years earlier|1988].
On [Feb. 12|2013-02-12] the North tested a bomb. [The following week|2013-W08] the council met.
On [Feb. 12|2013-02-12] the North tested a bomb. [That night|2013-02-12TNI] the council met.
On [Feb. 12|2013-02-12] the North tested a bomb. [The next morning|2013-02-13TMO] the council met.
He arrived on [Monday|2013-03-18], and left [later that day|2013-03-18].
He arrived on [Monday|2013-03-18], and left [later in the day|2013-03-18].
[Earlier in the day|2013-03-20], he had met the king.
[Later in the day|2013-03-20], he met the king.
[Earlier this year|2013] he met the king.
He met the king [the day before|2013-03-19].
He met the king [the previous day|2013-03-19].
He met the king [the previous night|2013-03-19TNI].
He met the king [a week earlier|2013-W11].
Sales rose in [the current quarter|2013-Q1].
Sales rose in [the current fiscal year|2013].
Sales rose in [the current year|2013].
Sales rose in [the first week of March|2013-W10].
Sales rose in [the first week of the month|2013-W10].
It is the [10-year|P10Y] anniversary.
He won the [2008|2008] Nobel Peace Prize.
He won in Beijing [2008|2008].
In [2008|2008] people left.
Resolution 1973 of [2011|2011] passed.
Resolution 1973 ([2011|2011]) passed.
He ( [1920|1920]-[1999|1999] ) wrote.
In [the fall|2012-FA] he left.
In [the fall of 2010|2010-FA] he left.
[Thirty years|P30Y] on, the war is remembered.
[Two years ago|2011] [today|2013-03-20], it began.
[A year ago|2012] [this week|2013-W12], it began.
[Last Tuesday|2013-03-19] it began.
It began on [Tuesday last week|2013-03-12].
It began on [Tuesday of last week|2013-03-12].
It will begin on [Tuesday next week|2013-03-26].
It starts [three weeks from now|2013-W15].
[Tuesday|2013-03-19] at [dawn|2013-03-19TMO] they left.
It will be held on [Nowruz|2013-03-21].
It was on [Remembrance Sunday|2012-11-11].
It was on [Martin Luther King Jr. Day|2013-01-21].
It was on [Presidents' Day|2013-02-18].
It was on [Mother's Day|2012-05-13].
It was on [International Workers' Day|2012-05-01].
It was on [the Fourth of July|2012-07-04].
It was on [July 4|2012-07-04].
It was on [Palm Sunday|2012-04-01].
It was on [Inauguration Day|2013-01-20].
It was on [Veterans Day|2012-11-11].
It was on [Armistice Day|2012-11-11].
It was on [Bastille Day|2012-07-14].
It was on [World AIDS Day|2012-12-01].
It was on [Earth Day|2012-04-22].
It was on [Boxing Day|2012-12-26].
It was on [St Patrick's Day|2013-03-17].
It was on [Halloween|2012-10-31].
It was on [Election Day|2012-11-06].
Spending rose in the [2012 fiscal year|2012].
The army left at [10:30 p.m.|2013-03-18T22:30] on [Monday|2013-03-18].
The army left at [17:30 GMT|2013-03-20T17:30] in trucks.
The army left at [noon|2013-03-19T12:00] on [Tuesday|2013-03-19].
He was jailed for [a couple of days|PXD].
The deal was reached at [night|XXXX-XX-XXTNI].
The deal was reached in the early hours of [Tuesday|2013-03-19].
He fled on [March 1|2013-03-01], [a day|P1D] after the raid.
He fled [two days|P2D] after the raid.
The deal was reached [less than 24 hours|PT24H] after a call.
The deal was reached just [days|PXD] after a call.
He served until [recently|PAST_REF].
He waits for [now|PRESENT_REF].
It stays shut until [then|PAST_REF].
He won the [2008|2008] presidential election.
He quit in the [days|PXD] after the raid.
He quit after only [six months|P6M] in office.
He rules for a [five-year|P5Y] term.
He quit a [five-year|P5Y] term.
It lasted [1.5 hours|PT1H30M].
At [8:30 a.m.|2013-03-03T08:30] on [March 3|2013-03-03], it blew up.
At [8:30 p.m.|2013-03-20T20:30] (1930 GMT) it blew up.
It blew up early on [Sunday|2013-03-17].
It blew up late on [Sunday|2013-03-17].
On [Monday|2013-03-18] he left, [two days|P2D] before the poll.
Sales rose in [the first three months|P3M] of [2012|2012].
Sales rose in [the third quarter|2012-Q3].
Sales will rise in [the second quarter|2013-Q2].
Sales rose in the same period of [2012|2012].
It starts in [three weeks|P3W]' time.
It was [this year|2013]'s budget.
At [dawn|2013-03-19TMO] on [Tuesday|2013-03-19] they left.
It was on [Chinese New Year|2013-02-10].
It was on [Orthodox Easter|2012-04-15].
It was on [Black Friday|2012-11-23].
He toured on [Monday|2013-03-18] and [Tuesday|2013-03-19].
The fair runs from [Thursday|2013-03-21] to [Saturday|2013-03-23], organisers will say.
Talks between [Wednesday|2013-03-20] and [Friday|2013-03-22] will decide.
He resigned in [May|2012-05].
They will meet in [May|2013-05].
The talks will open in [February|2014-02].
The appeal is heard in [May|2013-05].
He met them [Tuesday of last week|2013-03-12].
The powers were granted in the wake of [Sept. 11|2001-09-11].
He spoke of the [September 11|2001-09-11] attacks at length.
Airports changed after the [Sept. 11|2001-09-11] terrorist attacks.
The drill took place on [September 11|2012-09-11].
They spoke in an interview to be published on [Thursday|2013-03-21].
The hearing begins on [August 19|2013-08-19]. The case will be heard in [August|2013-08].
It had snubbed a vote in [April|2012-04].
He has a son who is [two years old|P2Y].
The quake struck at [5:46 a.m.|2013-03-20T05:46] local time (2146 GMT [Tuesday|2013-03-19]).
He said that the plan would take [years|PXY].
The trial enters its second day on [Thursday|2013-03-21].
The vote is [Sunday|2013-03-24].
The vote was set for [Sunday|2013-03-24].
The vote was [Sunday|2013-03-17].
A curfew runs from [8 p.m.|2013-03-20T20:00] to [6 a.m.|2013-03-20T06:00].
The siege lasted [two|P2D] or [three days|P3D].
The work takes [five|P5Y] to [15 years|P15Y].
He spent [a|P1D] or [two days|P2D] there.
He left [two or three weeks ago|2013-W09].
It came [a half-century ago|1963].
It came [half a century ago|1963].
He fled [a decade and a half ago|1998].
He has ruled for [a quarter-century|P25Y].
It was the worst storm of [the last quarter of a century|P25Y].
He left [a month or so ago|2013-02].
The plan was drawn up [two years back|2011].
A [yearlong|P1Y] inquiry and a [weeklong|P1W] strike ended.
The [monthslong|PXM] siege ended.
The [Nov. 6|2012-11-06]-[8|2012-11-08] summit failed.
A picture of [Dec. 28, 2011|2011-12-28] shows him.
This [Dec. 28, 2011|2011-12-28], picture shows him.
He was seen in [the 1970s|197X] and [80s|198X].
They talked [all day|P1D].
They stayed [the whole week|P1W].
He has met them often over [the years|PXY].
There will be fights in [the weeks ahead|PXW].
It is a matter of [days|PXD].
The ruins are [thousands of years old|PXY].
Rates will rise by [year-end|2013].
Prices fell at [year end|2013].
Sales rose for [the year|2013].
The yen fell during [the week|2013-W12].
The market was closed for [the day|2013-03-20].
They meet [every few years|PXY].
They meet [every other Friday|XXXX-WXX-5].
The shops are shut on [weekends|XXXX-WXX-WE].
The talks open [a week from Monday|2013-04-01].
The talks open [two weeks from Friday|2013-04-05].
He died [a week ago Sunday|2013-03-10].
The town was shelled [overnight|2013-03-20TNI].
Two men died [overnight Sunday|2013-03-17TNI].
They crossed the river at [dawn|2013-03-20TMO] and rested at [dusk|2013-03-20TEV].
They met in [the morning|2013-03-20TMO].
They met on [Monday|2013-03-18] and parted in [the evening|2013-03-18TEV].
He had left in [the early morning of March 6|2013-03-06TMO].
The game begins at [7.30 p.m.|2013-03-20T19:30]
They lost the land [long ago|PAST_REF].
He called [the other day|PAST_REF].
He will return [some day|FUTURE_REF].
He tried to sway the [Sept. 8|2013-09-08] parliamentary election.
It fell for [three straight days|P3D] and [two consecutive weeks|P2W].
He has [ten working days|P10D] to answer.
He spent [two long years|P2Y] in jail.
They met on [March 12|2013-03-12]. The raid on [the 14th|2013-03-14] was the first.
The pact was signed on [2012/03/19|2012-03-19].
The pact was signed on [19.03.2012|2012-03-19].
He earns $5 [an hour|PT1H].
They met [the week before last|2013-W10].
They met [the weekend before last|2013-W10-WE].
The plant opens [the year after next|2015].
They had rigged the [October|2012-10] election.
Much will change between [now|PRESENT_REF] and [September|2013-09].
At this time [last year|2012] he was free.
They fasted during [Ramadan|2012-07-20/2012-08-18].
The prisoners were freed on [Eid al-Fitr|2012-08-19].
He spoke on India's [Independence Day|2012-08-15].
Ukrainian [Independence Day|2012-08-24] was marked in Kyiv.
He flew out on the eve of U.S. [Independence Day|2012-07-04].
It rained on [Independence Day|XXXX-XX-XX].
"""

NO_DATES = """
He was 25 at that time.
He said 1,000 people died.
He lives at 1600 Pennsylvania Avenue.
The 19-year-old man died.
He led a march.
He won 12-10.
He earned the Second prize.
He quoted the Sunday Times.
He may fall.
The second man fled a second time.
Flight 2010 crashed.
He died aged 80.
It is the 20th day of the siege.
It is his first day in office.
It is his second term.
Some 2,000 people and 1,999 soldiers left.
A total of 1998 people left.
The Boeing 787 flew.
The A380 flew on Highway 1950.
Call 202 555 1998.
Dial 1-800-555-2000.
Page 1998 is missing.
The index lost 2012 points.
It closed at 1998.5 points.
It costs $1999.
It has 1,998 members.
The Channel 2000 show.
The B-52s left.
The summer camp and the Spring Hotel.
The Arab Spring began.
Autumn Kelly and April Bloom met June Smith.
August Wilson wrote it.
He fell in love in the fall of Rome.
The fall of Kabul came.
He ran the second half of the marathon.
The quarter of the city burned.
A quarter of people voted.
Three quarters voted.
The day of reckoning came.
The week was quiet.
He read the minutes of the talks.
He arrived in the nick of time.
Half the year's budget went.
The weather on the night was bad.
Today newspaper said so.
USA Today reported.
The Daily Mail reported it.
The daily Hurriyet reported it.
The Hurriyet daily reported it.
It was reported by the daily.
The Weekly Standard wrote.
Al-Hayat daily said.
Radio 4's Today programme.
The 9/11 attacks.
The 7/7 bombings.
24/7 service.
A 5-4 ruling, a 10-12 score.
He is in his 60s.
Temperatures in the 80s.
He met the Group of 20.
The G20 and the P5+1 met.
It was held before Passover.
It was on Super Bowl Sunday.
USA Today reported it.
The airline's future is unclear.
His two-year old son was hurt.
She spoke on the ABC programme "This Week".
He quoted the People's Daily.
An overnight curfew and an overnight train.
The tag #vote2016 and the star RX1931.
It was their third straight win on the 14th floor.
The last day of school was quiet.
Winds of 60 miles per hour and waves of 40 km an hour.
Version 1.12.2012.3 is out.
Taha Ramadan was tried.
He distanced himself from then-president Gore.
The past president and the past two elections.
They led in the fourth quarter of the game.
The 18 to 21 year olds voted.
She spoke on CBS This Morning.
He worked there for the day of his release.
"""

_MARKED = re.compile(r"\[([^]|]+)\|([^]]+)\]")


@pytest.mark.parametrize("marked", TEXTS.strip().splitlines() + NO_DATES.strip().splitlines())
def test_news_means_these_days_and_no_others(marked: str) -> None:
    text = _MARKED.sub(r"\1", marked)
    found = [(when.text, when.timex) for when in find_dates(text, published=PUBLISHED)]
    assert found == _MARKED.findall(marked)
