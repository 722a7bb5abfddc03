"""What people also ask of a help centre, and most of them cannot answer.

A similarity says little by itself: every query is somewhat near to something. It says more beside
how near the query is to topics like these, which stand for all the world that a portal does not
write about (a cohort, as speaker verification calls it). Where a portal does write about one of
them, its own texts are nearer than a line here, and the comparison turns in its favour.
"""

import hashlib
from collections.abc import Sequence

import numpy as np

from search.entries import Vector

# So many of the nearest topics are averaged, beside the nearest one.
SEVERAL = 5

TOPICS = """
Returning a purchase and getting the money back: return goods to the shop, receive a refund.
Track a parcel. Where the package is and when the delivery arrives.
Warranty and repair of household appliances such as a refrigerator or a washing machine.
A card was charged twice. Wrong amounts on a bill and how to get them corrected.
Loyalty points and rewards: how to earn them and when they expire.
Exchange clothes or shoes for another size or colour.
Opening hours and addresses of shops and branches.
Roaming abroad and mobile subscriptions: data packages, coverage and prices.
Buy tickets for trains, buses, ferries and flights.
Apply for a loan, interest rates and mortgages.
Cancel a subscription or membership and stop the payments.
Discount codes, vouchers and gift cards.
Invoices, receipts and payment by instalments.
Change the delivery address of an order or cancel the order.
Book a hotel room, change or cancel a booking.
Rent a car and what the insurance covers.
Insurance: report a damage and get compensation.
Make an appointment with a doctor or dentist.
Prescriptions, medicines and their side effects.
Recipes and cooking: baking bread, cakes and dinner.
Weather forecast for today and tomorrow.
Football results, matches and players.
Taxes, tax return and allowances.
Passport, visa and driving licence.
Apply for a job, salary and holidays.
School, university admission, exams and grades.
Move to a new home: rent, lease and deposit.
Electricity contracts, gas and water meters, energy prices.
Internet and television packages of a provider, prices and contract periods.
Streaming films and series, account sharing and price of the subscription.
Video games: levels, items, servers and accounts.
Sign in to online banking, transfer money, lost credit card.
Bitcoin, shares and investments.
Car service, tyres and spare parts.
Bicycles and electric scooters: repair and rental.
Furniture assembly and missing screws.
Gardening, plants and pets.
Beauty, cosmetics and hairdressers.
Baby products, toys and children.
Public transport: timetables, delays and fares.
Parking tickets and fines.
Complaints, consumer rights and legal advice.
Donations, clubs and events.
Concert and cinema tickets, seats and refunds for cancelled events.
Restaurants, food delivery and table reservations.
Customer club, newsletter and competitions.
Stock and availability of a product, when it comes back to the shop.
Price of a product, price match and offers.
Washing instructions, materials and sizes.
Translate a word or explain what it means.
History, geography and famous people.
Love, family and personal advice.
Ink cartridges, spare batteries and accessories: what to buy.
Smart watches, televisions, vacuum cleaners and coffee machines.
A phone contract, a new SIM card and keeping the number.
Lost property and stolen goods.
Delivery was damaged or something was missing in the parcel.
Create an online shop, sell products and receive payments.
Supermarket groceries, fruit, vegetables, milk and meat.
Clothing: dresses, trousers, jackets and underwear.
Shoes, boots, trainers and sizes.
Jewellery, watches and glasses.
Make-up, skin care and perfume.
Toys, board games and puzzles.
Books, magazines and newspapers.
Musical instruments and lessons.
Sports equipment, fitness centres and training.
Tools, paint and building materials.
Lamps, curtains, carpets and decoration.
Mattresses, beds and sofas.
Kitchen equipment, ovens, stoves and dishwashers.
Heating, plumbing and ventilation of a house.
Cleaning, laundry and waste collection.
Flowers and gifts for a birthday or wedding.
Dogs, cats, horses and veterinary care.
Fishing, hunting and camping.
Boats, caravans and motorcycles.
Buying and selling a used car, number plates and registration.
Petrol prices and charging an electric car.
Taxi and airport transfer.
Luggage allowance, check-in and boarding pass.
Delayed or cancelled flights and compensation.
Package holidays, cruises and travel guides.
Museum, zoo and amusement park tickets and prices.
Theatre, opera and festivals.
Music, singers and song lyrics.
Films, actors and television programmes.
Celebrities and royal families.
Politics, elections and government.
Police, courts and crime.
Military and war.
Religion and holidays.
Philosophy and psychology.
Mathematics, physics and chemistry.
Animals, plants and nature.
Space, planets and stars.
Environment, climate and recycling.
Farming and forestry.
Construction and property for sale.
Estate agents, rents and housing queues.
Bank accounts, fees and opening an account.
Savings, pensions and retirement.
Debt, collection agencies and payment reminders.
Bank card blocked, forgotten PIN and new card.
Mobile payment and transferring money to a friend.
Currency exchange rates and money abroad.
Salary, payslip, overtime and sick leave.
Unemployment benefit and social security.
Child benefit, kindergarten and parental leave.
Marriage, divorce and inheritance.
Citizenship, residence permit and asylum.
Identity card and national identity number.
Vaccination, fever, pain and illness.
Hospital, emergency and ambulance.
Pharmacy and health insurance.
Diet, weight and vitamins.
Pregnancy and babies.
Sleep, stress and mental health.
Dentist, optician and hearing aids.
Beer, wine, coffee and tea.
Pizza, burgers and delivery of food.
Courses, language learning and certificates.
Homework, essays and theses.
Student loans and scholarships.
Libraries and borrowing books.
Post office, letters, stamps and postage.
Customs duty and import from abroad.
Pick-up points, parcel lockers and opening codes.
Delivery times, shipping costs and express delivery.
Order confirmation has not arrived.
Wrong item received in the order.
Pre-order, out of stock and waiting lists.
Membership card, bonus and cashback.
Gift voucher balance and expiry.
Student, senior and family discounts.
Terms of sale, right of withdrawal and cancellation.
Complain about a product that broke and get a new one.
Spare parts and service centre for a device.
Repair price and repair time.
Rent or lease of equipment.
Price list, quotation and offer for companies.
Become a partner, reseller or supplier.
Vacancies at this company.
Press, investors and annual report.
Phone number of customer service and waiting time.
Home visit of a technician and appointment times.
Fibre broadband installation and outage in my area.
Prepaid top-up, balance and call credit.
SMS prices, international calls and number porting.
Television channels and decoder.
Electricity meter reading and moving house.
Water bill and heating costs.
Alarm, guards and locksmith.
Burglary, fire and water damage insurance.
Life insurance and accident insurance.
Lottery, betting and casino.
Dating and friends.
Horoscope and dreams.
Quotes, jokes and proverbs.
Dictionary, spelling and grammar.
Programming, databases and web design.
Social media accounts, followers and likes.
Online games, in-game purchases and bans.
Apps for phones, app store purchases and refunds.
""".strip().split("\n")


def checksum() -> str:
    """Changes when the topics do."""
    return hashlib.blake2b("\n".join(TOPICS).encode(), digest_size=8).hexdigest()


def packed(vectors: Sequence[bytes]) -> bytes:
    """The topics' vectors as they are kept."""
    return b"".join(vectors)


def nearness(vector: Vector, topics: bytes) -> tuple[float, float]:
    """How near a query is to the nearest topic, and to the nearest few on average."""
    values = np.frombuffer(vector.value, "<f4")
    products = np.sort(np.frombuffer(topics, "<f4").reshape(-1, len(values)) @ values)[::-1]
    return float(products[0]), float(products[:SEVERAL].mean())
